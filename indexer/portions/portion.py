"""A portion of an index: some documents that follow each other, with all that was made of them, in a folder of its own.

    documents.json, pages/, pages.digests.json      the documents, and the stored text of their pages
    passages.*, facets.*, statements.*, figures.*   as in a generation
    MAIN_<name>.seg, _MAIN_1.toc                     a Whoosh index of these passages alone, in one segment
    arrays.npz                                       what the image needs of them (indexer.image.portion)
    portion.json                                     what it was made from, its counts, and the digest of each file

Ordinals count from the portion's first passage. The folder is named by a digest of what the portion was made from, and
so is the segment. Nothing in a portion is ever changed: its files may be those of several generations at once.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
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

    `lengths` are the numbers of terms of each field in all passages. `files` are their digests by relative path.
    """

    made_from: str
    passages: int
    statements: int
    figures: int
    lengths: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the folder, and of the segment in it."""
        return portion_name(self.made_from)


def portion_name(made_from: str) -> str:
    """The name of the portion that was made from this."""
    return made_from[:_NAME_LENGTH]


def write_stamp(folder: Path, made_from: str, counts: tuple[int, int, int], lengths: Mapping[str, int]) -> Portion:
    """Stamps a portion with its numbers of passages, statements and figures; the last of its files."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {str(path.relative_to(folder)): _digest(path.read_bytes()) for path in paths}
    portion = Portion(made_from, *counts, lengths, files)
    content = json.dumps(asdict(portion))
    (folder / STAMP).write_text(f"{_digest(content.encode())}\n{content}\n", encoding="ascii")
    return portion


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
    if portion is None or portion.made_from != made_from:
        return None
    target.mkdir(parents=True)
    try:
        for name, digest in portion.files.items():
            if _digest((source / name).read_bytes()) != digest:
                raise ValueError(name)
            share(source / name, target / name)
        share(source / STAMP, target / STAMP)
    except (OSError, ValueError):
        shutil.rmtree(target)
        return None
    return portion


def share(source: Path, target: Path) -> None:
    """Gives a file that never changes a second place: a link where the file system has them, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
