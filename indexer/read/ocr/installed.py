"""Tesseract as it is installed on this machine: its library, its version and its language packs."""

import os
import re
import shutil
import subprocess
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis.language_registry import language

PROGRAM = "tesseract"
ORIENTATION_PACK = "osd"
"""The pack by which Tesseract finds out which way up a page is; of no language."""

PACKS_FOLDER = "TESSDATA_PREFIX"
"""The variable by which Tesseract is given the folder of its language packs."""

SUCH_AS = "and the pack of its language, such as tesseract-ocr-spa"

_PACKS_FOLDERS = tuple(
    Path(prefix, "share", name)
    for prefix in ("/usr", "/usr/local", "/opt/homebrew")
    for name in ("tesseract-ocr", "tessdata")
)
_SECONDS = 20  # that the program may take to say what it is
_VERSION = re.compile(r"tesseract v?(\S+)")
_PACK = re.compile(r"^[a-z]{3}(?:_\w+)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The path or name of the library, its version, and the names of the language packs that are installed."""

    library: str
    version: str
    packs: tuple[str, ...]


def find_tesseract() -> Tesseract | None:
    """Return Tesseract as it is installed; None where it is not, its library is not found, or it has no language."""
    program = shutil.which(PROGRAM)
    library = _library(program) if program else None
    if program is None or library is None:
        return None
    try:
        version, packs = (_output(program, option) for option in ("--version", "--list-langs"))
    except (OSError, subprocess.SubprocessError):
        return None
    named, languages = _VERSION.search(version), tuple(sorted(_PACK.findall(packs)))
    if not set(languages) - {ORIENTATION_PACK}:
        return None
    return Tesseract(library, named[1] if named else "unknown", languages)


def packs_folders() -> tuple[Path, ...]:
    """Return the folders in which Tesseract may find its language packs."""
    stated = os.environ.get(PACKS_FOLDER)
    return (Path(stated),) if stated else _PACKS_FOLDERS


def package_of(pack: str) -> str:
    """Return the name of a language pack's package in Debian and Ubuntu."""
    return f"tesseract-ocr-{pack.replace('_', '-')}"


def advice(languages: tuple[str, ...], *, is_off: bool) -> str:
    """Return what to do so that pictures are read, in a document whose languages may be known."""
    if is_off:
        return "OCR is switched off: set VERBATIM_OCR=on, and build again"
    packs = [pack for code in languages if (pack := language(code.partition("-")[0]).ocr_pack)]
    packages = " ".join(map(package_of, packs))
    return f"OCR needs Tesseract: install tesseract-ocr {packages or SUCH_AS}, and build again"


def _library(program: str) -> str | None:
    """Return the library that belongs to the program: the system's, or the one beside it."""
    found = find_library(PROGRAM)
    if found:
        return found
    beside = Path(program).resolve().parents[1] / "lib"
    return next((str(path) for path in sorted(beside.glob("libtesseract.*")) if path.suffix != ".a"), None)


def _output(program: str, option: str) -> str:
    done = subprocess.run(  # noqa: S603  # a program of the system, with an option of ours
        [program, option],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout + done.stderr
