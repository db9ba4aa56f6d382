"""Shows how a build comes along: a bar on a terminal, plain lines elsewhere."""

import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from indexer.corpus.files import InputFile
from indexer.records.document import SkippedFile

_WIDTH = 48
"""How many characters of the names of the files being read are shown."""


class BuildProgress:
    """A bar over the files of a build with the names of those being read, the rate and the time left.

    Each file that is skipped has a line, and off a terminal so has each that is indexed. Files count by their
    size, so that the time left is right where one of them is large.
    """

    def __init__(self, console: Console, files: Iterable[InputFile] = ()) -> None:
        name = TextColumn("{task.description}", markup=False)
        counted = TextColumn("{task.fields[done]}/{task.fields[files]} files", markup=False)
        columns = (name, BarColumn(), counted, TaskProgressColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._console = console
        self._sizes = {file.path: _size(file.path) for file in files}
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        total = sum(self._sizes.values()) or None
        self._task = self._bar.add_task("Reading", total=total, done=0, files=len(self._sizes))
        self._lock = threading.Lock()
        self._reading: list[str] = []
        self._done = 0

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def on_total(self, total: int) -> None:
        self._bar.update(self._task, files=total)

    def on_start(self, file: InputFile) -> None:
        """A file is about to be read; may be called from any thread."""
        with self._lock:
            self._reading.append(file.path.name)
            self._show()

    def on_read(self, file: InputFile) -> None:
        """A file has been read, or could not be, and waits for those with which it is written."""
        with self._lock:
            if file.path.name in self._reading:
                self._reading.remove(file.path.name)
            self._show()

    def on_done(self, file: InputFile, passages: int, problem: SkippedFile | None) -> None:
        with self._lock:
            self._done += 1
            self._show(self._sizes.get(file.path, 0))
        if problem:
            line = f"[yellow]skipped[/] {escape(problem.file)} ({problem.stage}): {escape(problem.reason)}"
            self._console.print(line, soft_wrap=True, highlight=False)
        elif not self._console.is_terminal and passages:
            self._console.print(f"{escape(file.path.name)}: {passages} passages", soft_wrap=True, highlight=False)

    def _show(self, size: int = 0) -> None:
        names = ", ".join(self._reading) or "Writing"
        shown = names if len(names) <= _WIDTH else f"{names[: _WIDTH - 1]}…"
        self._bar.update(self._task, advance=size, description=shown, done=self._done)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
