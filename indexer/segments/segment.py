"""A portion of an index: some documents that follow each other, with all that was made of them, in a folder of its own.

    documents.json, pages.*                         the documents, and the stored text of their pages
    passages.*, facets.*, statements.*, figures.*   as in a generation
    MAIN_<name>.seg, _MAIN_1.toc                     a Whoosh index of these passages alone, in one segment
    arrays.npz                                       what the image needs of them (indexer.index.segment_arrays)
    portion.json                                     what it was made from, its counts, and the digest of each file

Ordinals count from the portion's first passage. The folder is named by a digest of what the portion was made from, and
so is the segment. Nothing in a portion is ever changed: its files may be those of several generations at once.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PORTIONS = "portions"
"""The folder of a generation that holds its portions."""

STAMP = "portion.json"

_NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Portion:
    """What a portion says of itself. `made_from` is the digest of all that decides what is in it.

    `documents` are the numbers of passages of its documents, by id and in order.
    `lengths` are the numbers of terms of each field in all passages. `files` are their digests by relative path.
    """

    made_from: str
    documents: Mapping[str, int]
    statements: int
    figures: int
    lengths: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def passages(self) -> int:
        """The number of its passages."""
        return sum(self.documents.values())

    @property
    def name(self) -> str:
        """The name of the folder, and of the segment in it."""
        return portion_name(self.made_from)


def portion_name(made_from: str) -> str:
    """The name of the portion that was made from this."""
    return made_from[:_NAME_LENGTH]


def file_digests(folder: Path) -> dict[str, str]:
    """The digests of all files in a folder, by relative path and in the order of these."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): _digest(path.read_bytes()) for path in paths}


def write_stamp(folder: Path, portion: Portion) -> None:
    """Stamps a portion; the last of its files."""
    content = json.dumps(asdict(portion))
    (folder / STAMP).write_text(f"{_digest(content.encode())}\n{content}\n", encoding="ascii")


def read_portion(folder: Path) -> Portion | None:
    """The portion in this folder as its stamp has it; None where that is missing or damaged."""
    try:
        digest, content = (folder / STAMP).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    if digest != _digest(content.encode()):
        return None
    row: dict[str, Any] = json.loads(content)
    return Portion(**row)


def take_over(source: Path, target: Path, made_from: str) -> Portion | None:
    """Gives a portion of one generation to another without copying; None, and nothing, where it is not sound.

    Every byte is compared with its digest before.
    """
    portion = read_portion(source)
    if portion is None or portion.made_from != made_from or not _is_sound(source, portion):
        return None
    for name in (*portion.files, STAMP):
        share(source / name, target / name)
    return portion


def _is_sound(folder: Path, portion: Portion) -> bool:
    """Whether every byte of a portion is as it was written."""
    try:
        return all(_digest((folder / name).read_bytes()) == digest for name, digest in portion.files.items())
    except OSError:
        return False


def share(source: Path, target: Path) -> None:
    """Gives a file that never changes a second place: a link where the file system has them, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
