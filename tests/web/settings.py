"""The application's settings with a data folder that goes away, and passwords that are quick to check."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

_FOLDER = TemporaryDirectory(prefix="jixiao-tests-")
(Path(_FOLDER.name) / "jixiao.sqlite3").touch()  # the tests' own is in memory, and commands look for it
os.environ["JIXIAO_DATA"] = _FOLDER.name
os.environ["JIXIAO_SECRET"] = "only-for-tests-and-long-enough-so"  # noqa: S105

from jixiao.web.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", *ALLOWED_HOSTS]  # noqa: F405
