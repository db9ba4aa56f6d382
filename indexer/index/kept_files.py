"""The indexed PDF files themselves, which a generation keeps to show their pages, by the digests of their bytes.

    files/<SHA-256>.pdf

A file that the generation before has, too, is the same file on disk under two names (a hard link).
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

FILES = "files"

PDF_HEADER, HEADER_WITHIN = b"%PDF-", 1024
"""What a PDF begins with, after this many other bytes at most."""

CHUNK = 1 << 20


def keep_files(folder: Path, previous: Path | None, files: Iterable[tuple[Path, str]]) -> None:
    """Keep those of the files, given with their digests, that are PDFs; one that has changed meanwhile is left out.

    `previous` is the folder of the generation before, if there is one. Raise OSError where the disk is full.
    """
    target = folder / FILES
    target.mkdir()
    for path, sha256 in files:
        kept = target / f"{sha256}.pdf"
        if _is_pdf(path) and not kept.exists() and not (previous and _link(kept_file(previous, sha256), kept)):
            _copy(path, kept, sha256)


def kept_file(folder: Path, sha256: str) -> Path | None:
    """Return the file with this digest that a generation keeps; None where it keeps none."""
    path = folder / FILES / f"{sha256}.pdf"
    return path if path.is_file() else None


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return PDF_HEADER in file.read(HEADER_WITHIN)
    except FileNotFoundError:
        return False


def _link(before: Path | None, kept: Path) -> bool:
    """Give a kept file its name in the new generation; return False where there is none, or no links."""
    if before is None:
        return False
    try:
        os.link(before, kept)
    except OSError:
        return False
    return True


def _copy(path: Path, kept: Path, sha256: str) -> None:
    shutil.copyfile(path, kept)
    with kept.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    if not same:
        kept.unlink()
