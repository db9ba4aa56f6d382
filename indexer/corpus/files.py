"""Which files a build reads: those given on the command line, or those of the corpus folder; and what was fetched."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.corpus.manifest import Manifest
from indexer.fetch.copies import FetchedCopy, fetched_copies
from indexer.records.description import NOTHING_STATED, Description
from indexer.records.source import Source
from indexer.storage import file_digest

LIBRARY = "library"
LEADS_OUT = "is a link that leads out of its folder; copy the file into it, or name it after --source"
PERMISSIONS = "correct its permissions"
_README = "README.md"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `source` is known for files that the manifest ships or that were fetched; else reading finds it.

    A `fetched` file is replaced by any other file of its source. `requires` are ids of documents of which the index
    must have one for this one to be in it. `url` is where a fetched file is from, and `page_url` the page that led to
    it, both after redirects, `fetched_on` the day on which it came, and `page` what the page says of the publication.
    `refusal` is why it is not read, where that is known before.
    """

    path: Path
    source: Source | None = None
    fetched: bool = False
    requires: tuple[str, ...] = ()
    url: str | None = None
    page_url: str = ""
    fetched_on: str = ""
    page: Description = NOTHING_STATED
    refusal: str = ""

    @property
    def name(self) -> str:
        """The file's name; bytes in it that are not UTF-8 are replacement characters."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")


def corpus_files(corpus: Path, manifest: Manifest, data: Path) -> Iterator[InputFile]:
    """Yield the files of the library, then those that the manifest ships, then copies of fetched files."""
    for file in _walk(corpus / LIBRARY):
        if file.path != corpus / LIBRARY / _README:
            yield file
    for source in manifest.sources:
        if source.path:
            yield InputFile(corpus / source.path, source)
    for copy in fetched_copies(manifest, data):
        yield _fetched(copy, () if copy.is_tool else copy.source.linked_from)


def files_at_paths(paths: Sequence[Path], corpus: Path, manifest: Manifest, data: Path) -> Iterator[InputFile]:
    """Yield the files at these paths, folders walked in order of name; what the manifest ships keeps its source.

    Only the fetched copies of followed links are added: those of the manifest's sources belong to the corpus folder.
    """
    shipped = {(corpus / source.path).resolve(): source for source in manifest.sources if source.path}
    for path in paths:
        for file in _walk(path) if path.is_dir() else (InputFile(path),):
            yield replace(file, source=shipped.get(file.path.resolve()))
    for copy in fetched_copies(manifest, data):
        if copy.followed:
            yield _fetched(copy, copy.source.linked_from)


def files_digest(parts: Iterable[str], paths: Iterable[Path]) -> str:
    """Return a digest of some words and of the names and bytes of these files, in order."""
    found = hashlib.sha256("\n".join(parts).encode())
    for path in paths:
        try:
            digest = file_digest(path)
        except OSError:
            digest = "unreadable"
        found.update(b"\n" + os.fsencode(path.name) + b"\n" + digest.encode())
    return found.hexdigest()


def _fetched(copy: FetchedCopy, requires: tuple[str, ...]) -> InputFile:
    return InputFile(
        copy.path,
        copy.source,
        fetched=True,
        requires=requires if copy.followed else (),
        url=copy.copy.final_url,
        page_url=copy.copy.page_url,
        fetched_on=copy.copy.fetched[:10],
        page=copy.page,
    )


def _walk(folder: Path) -> Iterator[InputFile]:
    """Yield the files below a folder in order of name, without hidden ones.

    Files that lead out of it, and folders that cannot be read, are yielded with a refusal. Links to folders are not
    followed.
    """
    inside = folder.resolve()
    found: list[InputFile] = []

    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            found.append(_unreadable(error))

    for name, folders, files in os.walk(folder, onerror=note):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for path in (Path(name, each) for each in files if not each.startswith(".")):
            if path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(inside):
                found.append(InputFile(path, refusal=LEADS_OUT))
            elif path.is_file():
                found.append(InputFile(path))
    yield from sorted(found, key=lambda each: each.path)


def _unreadable(error: OSError) -> InputFile:
    return InputFile(Path(error.filename), refusal=f"is a folder that cannot be read ({error.strerror}); {PERMISSIONS}")
