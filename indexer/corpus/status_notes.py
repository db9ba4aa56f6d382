"""The editors' notes on what became of statements: corpus/status/*.toml, read strictly."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.statement import Statement
from indexer.records.status_note import FOLLOW_UPS, FollowUp, StatusNote

_KEYS = frozenset({"reference", "date", "status", "source", "note", "editor"})
_REFERENCE = re.compile(r"(?:https?://[^\s/]+)?(?:/[^\s?#]*)?/commitments/(?P<id>[^\s/?#]+)")
_MAX_NOTE_LENGTH = 1_000


def status_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of notes of a corpus, in the order of their names; a corpus need not have any."""
    return tuple(sorted((folder / "status").glob("*.toml")))


def load_status_notes(files: tuple[Path, ...]) -> tuple[StatusNote, ...]:
    """Read and check files of notes; their form is explained in corpus/status/README.md. Return the earliest first.

    Raise CorpusError, naming file, block, key and remedy, if anything in them is missing, unknown or repeated.
    """
    seen: dict[StatusNote, str] = {}
    for path in files:
        for entry, note in _notes(read_toml(path)):
            if note in seen:
                raise entry.error(f"says the same as {seen[note]}; remove one of the two")
            seen[note] = entry.where
    return tuple(sorted(seen, key=lambda note: (note.date, note.statement)))


def orphaned_notes(notes: Iterable[StatusNote], statements: Iterable[Statement]) -> tuple[StatusNote, ...]:
    """Return the notes on statements that an index does not have: a document is missing, or its words have changed."""
    indexed = {statement.id for statement in statements}
    return tuple(note for note in notes if note.statement not in indexed)


def _notes(file: TomlTable) -> Iterator[tuple[TomlTable, StatusNote]]:
    file.refuse_keys_beyond({"note"})
    for entry in file.tables("note"):
        entry.refuse_keys_beyond(_KEYS)
        yield (
            entry,
            StatusNote(
                statement=_statement(entry),
                date=entry.date("date"),
                status=_status(entry),
                source=_source(entry),
                note=_text(entry),
                editor=entry.optional_text("editor") or "",
            ),
        )


def _statement(entry: TomlTable) -> str:
    reference = entry.text("reference")
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise entry.error(
            f"the reference {reference!r} is not a statement's permanent link; copy it from the statement's own"
            " page (it has /commitments/ before its last part)"
        )
    return found["id"]


def _status(entry: TomlTable) -> FollowUp:
    status = entry.text("status")
    if status not in FOLLOW_UPS:
        raise entry.error(f"the status is {status!r}; write one of {', '.join(FOLLOW_UPS)}")
    return status


def _source(entry: TomlTable) -> str:
    """Return the address where the note can be checked."""
    source = entry.text("source")
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(char.isspace() for char in source):
        raise entry.error(f"the source {source!r} must be a whole address that starts with https://")
    return source


def _text(entry: TomlTable) -> str:
    note = " ".join(entry.text("note").split())
    if len(note) > _MAX_NOTE_LENGTH:
        raise entry.error(f"the note has more than {_MAX_NOTE_LENGTH:,} characters; make it shorter")
    return note
