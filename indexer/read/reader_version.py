"""The version of reading: it changes with any change to the readers or to the libraries that they use."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "pypdfium2",
    "pypdf",
    "pikepdf",
    "trafilatura",
    "selectolax",
    "lxml",
    "python-docx",
    "python-pptx",
    "markdown-it-py",
    "charset-normalizer",
)

_HERE = Path(__file__).resolve().parent
_CODE = (_HERE, _HERE.parent / "records")


@cache
def reading_version() -> str:
    """A digest of the readers' code and of their libraries' versions."""
    found = hashlib.sha256("\n".join(f"{name} {_installed(name)}" for name in LIBRARIES).encode())
    for path in sorted(path for folder in _CODE for path in folder.rglob("*.py")):
        found.update(b"\n" + str(path.relative_to(_HERE.parent)).encode() + b"\n" + path.read_bytes())
    return found.hexdigest()[:16]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
