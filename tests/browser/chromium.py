"""The browser of the browser tests: the system's own Chromium."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PLAIN_HOST = "verbatim.test"
"""A name of this machine that is no secure context over http, unlike its addresses."""

ARGUMENTS = (
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""It runs as root in containers, without a graphics card, and opens no connection of its maker."""

NOT_RUN = "browser tests not run: no Chromium"


def chromium() -> str | None:
    """The path of the browser, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def is_required() -> bool:
    """Whether its absence is a failure: on machines that check changes."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")
