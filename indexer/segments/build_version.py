"""The version of making portions: it changes with any change to the code that does it, or to what that builds on."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("whoosh3", "py3langid", "numpy")

_HERE = Path(__file__).resolve().parents[1]
_ELSEWHERE = ("fetch", "check")
"""The folders of the indexer that have no part in it; all others are looked at, rather one too many."""


@cache
def making_version() -> str:
    """A digest of the indexer's code, of the libraries that it divides and indexes with, and of Python's version."""
    found = hashlib.sha256(f"{sys.version_info[:2]} {sys.byteorder}".encode())
    for name in LIBRARIES:
        found.update(f"\n{name} {version(name)}".encode())
    for path in sorted(_HERE.rglob("*.py")):
        place = path.relative_to(_HERE)
        if place.parts[0] not in _ELSEWHERE:
            found.update(b"\n" + str(place).encode() + b"\n" + path.read_bytes())
    return found.hexdigest()
