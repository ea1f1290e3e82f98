"""Units, compose file and proxy of the guide: nothing in them is unknown, and what they start starts."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
import yaml

from jixiao.cli.app import app
from jixiao.web.config import middleware
from jixiao.web.config.environment import environment_of
from tests.web.config.test_serving import free_port, health, until

ROOT = Path(__file__).parents[2]
TEXT = "".join((ROOT / f"docs/guide/{name}.md").read_text("utf-8") for name in ("serving", "operating"))
INI = {
    Path(path).name: text
    for path, text in re.findall(r"^```ini\n# (\S+?)(?:,[^\n]*)?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
}
UNITS = [name for name in INI if name != "jixiao.env"]
NGINX = re.search(r"^```nginx\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1]
COMPOSE = yaml.safe_load(
    re.search(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1].replace("${PASSWORD:?}", "p%40ss")
)
SETTINGS = dict(line.split("=", 1) for line in INI["jixiao.env"].splitlines())
COMMAND = f'{sys.executable} -c "import sys; from jixiao.cli import main; sys.exit(main())"'


def value(unit, section, name):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(INI[unit])
    return parser[section][name]


def calls():
    """What comes after ``jixiao`` wherever the guide starts it."""
    lines = [value(unit, "Service", "ExecStart") for unit in UNITS if unit.endswith(".service")]
    lines += [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    lines += re.findall(r"`docker compose (?:run --rm|exec) web (jixiao .+?)`", TEXT)
    return [re.search(r"\bjixiao ((?:serve|backup)\b.*?)'?$", line)[1] for line in lines]


def test_what_is_looked_at_is_what_the_guide_shows():
    assert ["jixiao.env", "jixiao.service", "jixiao-worker.service", *UNITS[2:]] == list(INI)
    assert ["jixiao-backup.service", "jixiao-backup.timer"] == UNITS[2:]
    assert 7 == len(calls())


@pytest.mark.parametrize("call", calls())
def test_every_command_is_one_that_there_is(call):
    verb, *arguments = shlex.split(call)

    app.get_command(app.make_context("jixiao", [verb]), verb).make_context(verb, arguments)


def test_every_setting_is_one_that_there_is_and_holds_a_value_it_may_have():
    assert environment_of(SETTINGS).is_behind_proxy
    for name in ("web", "worker"):
        found = environment_of(COMPOSE["services"][name]["environment"])
        assert (True, True, "p@ss") == (found.is_https, found.is_behind_proxy, found.database.password)


def test_containers_keep_what_they_write_and_reach_each_other():
    services = COMPOSE["services"]
    ours = [services["web"], services["worker"]]

    assert all("data:/data" in each["volumes"] for each in ours)
    assert {place.split(":")[0] for each in services.values() for place in each["volumes"]} == {
        *COMPOSE["volumes"]
    }
    assert environment_of(ours[0]["environment"]).database.host in services
    assert all(each["depends_on"].keys() <= services.keys() for each in ours)
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"])
    assert [] == services["worker"]["ports"]


def test_the_proxy_sends_what_is_believed_and_lets_uploads_through():
    sent = dict(re.findall(r"proxy_set_header (\S+) +(\S+);", NGINX))
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1])

    assert {"Host": "$host", "X-Forwarded-For": "$remote_addr", "X-Forwarded-Proto": "$scheme"} == sent
    assert megabytes * 2**20 >= environment_of({}).upload + middleware.FIELDS
    assert "location = /metrics { deny all; }" in NGINX
    assert NGINX.count("{") == NGINX.count("}")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd on this machine")
def test_systemd_finds_no_fault_in_the_units(tmp_path):
    program = tmp_path / "bin/jixiao"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name in UNITS:
        (tmp_path / name).write_text(INI[name].replace("/opt/jixiao", str(tmp_path)), "utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )

    ours = [line for line in done.stderr.splitlines() if "jixiao" in line]
    assert ([], 0) == (ours, done.returncode)


# ------------------------------------------------------------------------- what they start
@pytest.fixture
def machine(tmp_path):
    """The folders of the units, elsewhere; starts the line of a unit as systemd does."""
    program = tmp_path / "bin/jixiao"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {COMMAND} "$@"\n')
    program.chmod(0o755)
    foreign = ("JIXIAO_", "DJANGO_", "DATABASE_")
    kept = {name: told for name, told in os.environ.items() if not name.startswith(foreign)}
    settings = SETTINGS | {"JIXIAO_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    started = []

    def start(unit, *more):
        line = value(unit, "Service", "ExecStart").replace("%%", "%")
        line = line.replace("/opt/jixiao", str(tmp_path)).replace("/var/lib/jixiao", str(tmp_path))
        started.append(
            subprocess.Popen([*shlex.split(line), *more], env=kept | settings, start_new_session=True)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="takes its own database, once is enough")
def test_the_units_start_answer_the_proxy_back_up_and_stop(machine, tmp_path):
    port = free_port()
    server = machine("jixiao.service", "--port", str(port))
    until(lambda: health(port), "the server")
    worker = machine("jixiao-worker.service")
    until(lambda: health(port) == {"database": "up", "worker": "up"}, "the worker")

    as_nginx = {"Host": "jixiao.example.gov.cn", "X-Forwarded-For": "10.1.2.3", "X-Forwarded-Proto": "https"}
    page = requests.get(f"http://127.0.0.1:{port}/sign-in/", headers=as_nginx, timeout=30)
    assert (200, True) == (page.status_code, next(iter(page.cookies)).secure)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert 0 == machine("jixiao-backup.service").wait(60)
    assert 1 == len(list(tmp_path.glob("backup-20??-??-??.zip")))
    for process in (worker, server):
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(30)
