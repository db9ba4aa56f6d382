"""The version of indexing: a digest that changes with any change to the code that indexes, or to its libraries."""

from functools import cache
from pathlib import Path

from indexer.storage import code_digest

LIBRARIES = ("whoosh3", "PyStemmer", "py3langid", "numpy", "msgspec")

PACKAGE = Path(__file__).resolve().parents[1]

UNRELATED = ("check", "pictures")
"""The folders of the package that no part of indexing imports. A rebuild costs less than a stale index."""


@cache
def build_version(package: Path = PACKAGE) -> str:
    """Return a digest of the indexer's files, of the libraries that indexing uses, and of Python's version."""
    return code_digest((package,), LIBRARIES, excluded=[package / name for name in UNRELATED])
