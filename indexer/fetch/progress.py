"""Shows how a run of fetching comes along: a line for each source and, on a terminal, a bar for the one coming in."""

from collections import Counter
from types import TracebackType
from typing import Self, get_args

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from indexer.fetch.result import FetchResult, FetchStatus
from indexer.fetch.run import FetchRun
from indexer.fetch.settings import MEBIBYTE
from indexer.records.source import Source


class FetchBar:
    """A bar with name, size, speed and time left, and a line for each source when it is done."""

    def __init__(self, console: Console) -> None:
        name = TextColumn("{task.description}", markup=False)
        columns = (name, BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._console = console
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("Fetching", total=None)
        self._total = self._started = 0

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

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
            kept = " The copy from before stays." if copy else ""
            self._print(f"[yellow]failed[/] {name}: {escape(failure.reason)}{kept}")
        elif copy:
            self._print(f"{result.status} {name}: {copy.type}, {copy.size / MEBIBYTE:.1f} MiB")

    def _print(self, line: str) -> None:
        self._console.print(line, soft_wrap=True, highlight=False)


def run_summary(run: FetchRun) -> str:
    """A run in a sentence or two."""
    counts = Counter(result.status for result in run.results)
    states = (f"{counts[state]} {state}" for state in get_args(FetchStatus) if counts[state])
    parts = [", ".join(states) or "There was nothing to fetch"]
    if run.new_links:
        parts.append(f"{run.new_links} links of indexed documents were taken up")
    if run.remaining:
        parts.append(f"{run.remaining} more links are left for the next run (VERBATIM_FETCH_FOLLOW_LIMIT)")
    if counts["new"] or counts["changed"]:
        parts.append("python -m indexer build makes what is new searchable")
    return ". ".join(parts) + "." + (f" No links were followed: {run.problem}" if run.problem else "")
