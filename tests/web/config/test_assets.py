"""What pages load is what the locked packages were built into, and comes from nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
BUILT = ROOT / "src/jixiao/web/static/vendor"
LOCK = json.loads((ROOT / "web/assets/package-lock.json").read_text("utf-8"))["packages"]


def test_what_is_shipped_was_built_from_the_locked_versions():
    told = re.findall(r"^(\S+) (\S+): \S+$", (BUILT / "VERSIONS.txt").read_text("utf-8"), re.MULTILINE)

    assert 4 == len(told)
    assert [(name, LOCK[f"node_modules/{name}"]["version"]) for name, _ in told] == told


def test_the_lock_has_hashes_and_names_no_registry():
    packages = [facts for name, facts in LOCK.items() if name]

    assert all(facts["integrity"].startswith("sha512-") for facts in packages)
    assert [] == [facts for facts in packages if "resolved" in facts]


def test_pages_load_nothing_from_elsewhere_and_charts_only_where_there_is_one():
    for path in (ROOT / "src/jixiao/web").rglob("*.html"):
        text = path.read_text("utf-8")
        assert [] == re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", text), path
    assert "charts" not in (ROOT / "src/jixiao/web/templates/base.html").read_text("utf-8")
