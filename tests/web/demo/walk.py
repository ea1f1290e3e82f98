"""Starts the demo as somebody would, signs in, stops it: ``python -m tests.web.demo.walk make demo``."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from time import monotonic

import requests

#: Seconds for all of it, installation not counted.
PATIENCE = 120


@contextmanager
def started(command, **settings):
    """The demo's address, password and accounts, as it prints them; stopped as by Ctrl+C afterwards."""
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, **settings)
    late = threading.Timer(PATIENCE, os.killpg, (demo.pid, signal.SIGKILL))
    late.start()
    try:
        yield told_by(demo.stdout)
        os.killpg(demo.pid, signal.SIGINT)
        if demo.wait() == -signal.SIGKILL:
            raise TimeoutError(f"{command} did not stop")
    finally:
        late.cancel()
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGKILL)
            demo.wait()
        demo.stdout.close()


def told_by(lines):
    """The head, an empty line, and an account a line until the last, which can do everything."""
    text = ""
    for line in lines:
        text += line
        if line.startswith("  reviewer2"):
            break
    (url,), (password,) = re.findall(r"http://\S+", text), re.findall(r"password: (\S+)", text)
    return url, password, dict(re.findall(r"^  (\w+) +(.+)$", text, flags=re.MULTILINE))


def signed_in(url, username, password):
    """A browser in which this person is signed in, and the page that it came to."""
    browser = requests.Session()
    browser.mount(url, requests.adapters.HTTPAdapter(max_retries=_retries()))
    page = browser.get(f"{url}/sign-in/", timeout=PATIENCE)
    page.raise_for_status()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    form = {"csrfmiddlewaretoken": token, "login": username, "password": password}
    return browser, browser.post(f"{url}/sign-in/", form, timeout=PATIENCE)


def _retries():
    """It is told where the server will be before it answers there."""
    return requests.packages.urllib3.Retry(connect=10, backoff_factor=0.1)


def main():
    begun = monotonic()
    with started(sys.argv[1:]) as (url, password, _):
        for username in ("filer", "finance"):
            _, home = signed_in(url, username, password)
            if f"{url}/" != home.url or not home.ok:
                sys.exit(f"{username} came to {home.url} with {home.status_code}")
            print(f"{username} is signed in after {monotonic() - begun:.1f} s")


if __name__ == "__main__":
    main()
