"""The version of indexing: a digest that changes with any change to the code that indexes, or to its libraries."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("whoosh3", "PyStemmer", "py3langid", "numpy", "msgspec")

PACKAGE = Path(__file__).resolve().parents[1]

UNRELATED = ("check",)
"""The folders of the package that no part of indexing imports. A rebuild costs less than a stale index."""


@cache
def build_version(package: Path = PACKAGE) -> str:
    """Return a digest of the indexer's files, of the libraries that indexing uses, and of Python's version."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {sys.byteorder}".encode())
    for name in LIBRARIES:
        digest.update(f"\n{name} {_installed(name)}".encode())
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if path.is_file() and path.suffix != ".pyc" and relative.parts[0] not in UNRELATED:
            digest.update(b"\n" + str(relative).encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
