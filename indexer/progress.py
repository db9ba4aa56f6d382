"""Shows the progress of a build or of fetching: a bar on a terminal, plain lines elsewhere."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, get_args
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from indexer.corpus.files import InputFile
from indexer.fetch.state import Copy, FetchResult, FetchRun, FetchStatus, SourceState
from indexer.read.sandbox.limits import MEBIBYTE
from indexer.records.document import SkippedFile
from indexer.records.source import Source

_MAX_NAMES_WIDTH = 48
"""The maximum number of characters of the names of the files being read."""


class _Bar:
    """One task with a bar on a terminal, and lines above it or in its place."""

    def __init__(self, console: Console, *columns: ProgressColumn) -> None:
        name = TextColumn("{task.description}", markup=False)
        self._console = console
        self._bar = Progress(name, BarColumn(), *columns, console=console, disable=not console.is_terminal)

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def _print(self, line: str) -> None:
        self._console.print(line, soft_wrap=True, highlight=False)


class BuildProgress(_Bar):
    """A bar over the files of a build with the names of those being read, the rate and the time left.

    Each skipped file gets a line, and off a terminal so does each that is indexed. Files count by their size, so that
    the time left is right where one of them is large. The callbacks may come from any thread.
    """

    def __init__(self, console: Console, files: Iterable[InputFile] = ()) -> None:
        counted = TextColumn("{task.fields[done]}/{task.fields[files]} files", markup=False)
        super().__init__(console, counted, TaskProgressColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._sizes = {file.path: _size(file.path) for file in files}
        total = sum(self._sizes.values()) or None
        self._task = self._bar.add_task("Reading", total=total, done=0, files=len(self._sizes))
        self._lock = threading.Lock()
        self._reading: list[str] = []
        self._done = 0

    def on_total(self, total: int) -> None:
        self._bar.update(self._task, files=total)

    def on_start(self, file: InputFile) -> None:
        with self._lock:
            self._reading.append(file.name)
            self._show()

    def on_read(self, file: InputFile) -> None:
        with self._lock:
            if file.name in self._reading:
                self._reading.remove(file.name)
            self._show()

    def on_done(self, file: InputFile, passages: int, problem: SkippedFile | None) -> None:
        with self._lock:
            self._done += 1
            self._show(self._sizes.get(file.path, 0))
        if problem:
            self._print(f"[yellow]skipped[/] {escape(problem.file)} ({problem.stage}): {escape(problem.reason)}")
        elif not self._console.is_terminal and passages:
            self._print(f"{escape(file.name)}: {passages} passages")

    def _show(self, size: int = 0) -> None:
        names = ", ".join(self._reading) or "Writing"
        shown = names if len(names) <= _MAX_NAMES_WIDTH else f"{names[: _MAX_NAMES_WIDTH - 1]}…"
        self._bar.update(self._task, advance=size, description=shown, done=self._done)


class FetchBar(_Bar):
    """A bar with the source's id, its file's size, the speed and the time left, and a line for each result."""

    def __init__(self, console: Console) -> None:
        super().__init__(console, DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._task = self._bar.add_task("Fetching", total=None)
        self._total = self._started = 0

    def on_total(self, total: int) -> None:
        self._total = total

    def on_start(self, source: Source) -> None:
        self._started += 1
        self._bar.reset(self._task, description=f"{self._started}/{self._total} {source.id}", total=None)

    def on_bytes(self, size: int, total: int | None) -> None:
        self._bar.update(self._task, completed=size, total=total)

    def on_wait(self, host: str, seconds: float) -> None:
        self._print(f"[dim]waiting[/] {seconds:.0f} s for {escape(host)}")

    def on_result(self, result: FetchResult) -> None:
        copy, failure = result.state.copy, result.state.failure
        name = escape(result.source.id)
        if failure:
            kept = " The last copy is kept." if copy else ""
            self._print(f"[yellow]failed[/] {name}: {escape(failure.reason)}{kept}")
        elif copy:
            self._print(f"{result.status} {name}: {copy.type}, {copy.size / MEBIBYTE:.1f} MiB{_origin(copy)}")
        for doubt in copy.doubts if copy and not failure else ():
            self._print(f"[yellow]unsure[/] {name}: {escape(doubt)}.")


def _origin(copy: Copy) -> str:
    """Return the URL that gave a file which was found on its publication's page."""
    return f", {escape(copy.final_url)}" if copy.page_url and copy.final_url != copy.page_url else ""


def fetch_plan(sources: Sequence[Source], states: Mapping[str, SourceState], delay: float) -> Iterator[str]:
    """Yield the lines of a dry run: what would be asked for, and what is here already."""
    for source in sources:
        state = states.get(source.id, SourceState())
        copy = state.copy if state.copy and state.copy.requested_url == source.url else None
        here = f" (here since {copy.fetched[:10]}: {copy.final_url})" if copy else ""
        yield f"{source.id}: {source.url}{here}"
    hosts = sorted({urlsplit(source.url or "").netloc for source in sources})
    yield (
        f"Would be asked for: {len(sources)}, after robots.txt on {', '.join(hosts) or 'no host'}, at least {delay:g} s"
        " apart. A page that leads to a file, or lists tools, brings these too."
    )


def fetch_summary(run: FetchRun) -> str:
    """Return the summary of a run in a few sentences."""
    counts = Counter(result.status for result in run.results)
    statuses = (f"{counts[status]} {status}" for status in get_args(FetchStatus) if counts[status])
    parts = [", ".join(statuses) or "There was nothing to fetch"]
    if run.new_links:
        parts.append(f"{run.new_links} links of indexed documents were followed")
    if run.remaining:
        parts.append(f"{run.remaining} more links are left for the next run (VERBATIM_FETCH_FOLLOW_LIMIT)")
    unsure = sum(bool(result.state.copy and result.state.copy.doubts) for result in run.results)
    if unsure:
        parts.append(f"{unsure} to look at, because something about the file is unsure")
    if counts["new"] or counts["changed"]:
        parts.append("To make the new text searchable: python -m indexer build")
    return ". ".join(parts) + "." + (f" No links were followed: {run.problem}" if run.problem else "")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
