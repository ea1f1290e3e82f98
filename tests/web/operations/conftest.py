from __future__ import annotations

from tests.web.targets.conftest import bureau  # noqa: F401  the same bureau
