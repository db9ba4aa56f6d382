"""The editors' notes in a generation, as JSON."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from indexer.records.status_note import StatusNote

STATUS = "status.json"


def write_notes(folder: Path, notes: Iterable[StatusNote]) -> None:
    """Writes the notes in their order."""
    rows = [asdict(note) | {"date": note.date.isoformat()} for note in notes]
    (folder / STATUS).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read_notes(folder: Path) -> tuple[StatusNote, ...]:
    """The notes as they were when the generation was built, the earliest first."""
    rows = json.loads((folder / STATUS).read_text(encoding="utf-8"))
    return tuple(StatusNote(**row | {"date": datetime.date.fromisoformat(row["date"])}) for row in rows)
