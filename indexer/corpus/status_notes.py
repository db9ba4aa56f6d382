"""The editors' notes on statements and figures: corpus/status/*.toml, read strictly."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from indexer.corpus.toml_file import raise_first, read_toml
from indexer.errors import CorpusError
from indexer.records.figure import Figure
from indexer.records.statement import Statement
from indexer.records.status_note import FollowUp, StatusNote

_REFERENCE = re.compile(r"(?:https?://[^\s/]+)?(?:/[^\s?#]*)?/(?:commitments|figures)/[^\s/?#]+")
_MAX_NOTE_LENGTH = 1_000


class _NoteEntry(Struct, frozen=True, forbid_unknown_fields=True):
    reference: str
    date: datetime.date
    status: FollowUp
    source: str
    note: str
    editor: str = ""


class _NotesFile(Struct, frozen=True, forbid_unknown_fields=True):
    note: tuple[_NoteEntry, ...] = ()


def status_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of notes of a corpus, in the order of their names; a corpus need not have any."""
    return tuple(sorted((folder / "status").glob("*.toml")))


def load_status_notes(files: tuple[Path, ...]) -> tuple[StatusNote, ...]:
    """Read and check files of notes; their form is explained in corpus/status/README.md. Return the earliest first.

    Raise CorpusError, naming file, block, key and remedy, if anything in them is missing, unknown or repeated.
    """
    seen: dict[StatusNote, str] = {}
    for path in files:
        for number, entry in enumerate(read_toml(path, _NotesFile).note, start=1):
            where = f"{path.name}, note {number}"
            raise_first(_problems(entry), where)
            note = StatusNote(
                statement=entry.reference.rsplit("/", 1)[1],
                date=entry.date,
                status=entry.status,
                source=entry.source,
                note=" ".join(entry.note.split()),
                editor=entry.editor,
            )
            if note in seen:
                raise CorpusError(f"{where}: says the same as {seen[note]}; remove one of the two")
            seen[note] = where
    return tuple(sorted(seen, key=lambda note: (note.date, note.statement)))


def orphaned_notes(notes: Iterable[StatusNote], records: Iterable[Statement | Figure]) -> tuple[StatusNote, ...]:
    """Return the notes on records that an index does not have: a document is missing, or its words have changed."""
    indexed = {record.id for record in records}
    return tuple(note for note in notes if note.statement not in indexed)


def _problems(entry: _NoteEntry) -> Iterator[str]:
    """Check the reference, the source and the length of a note."""
    if not _REFERENCE.fullmatch(entry.reference):
        yield (
            f"the reference {entry.reference!r} is not the permanent link of a statement or figure; copy it from"
            " its own page (it has /commitments/ or /figures/ before its last part)"
        )
    parts = urlsplit(entry.source)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(char.isspace() for char in entry.source):
        yield f"the source {entry.source!r} must be a whole address that starts with https://"
    if len(" ".join(entry.note.split())) > _MAX_NOTE_LENGTH:
        yield f"the note has more than {_MAX_NOTE_LENGTH:,} characters; make it shorter"
