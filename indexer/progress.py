"""Shows how a build comes along: a bar on a terminal, plain lines elsewhere."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from indexer.corpus_files import FoundFile
from indexer.records.document import Skipped


class BuildProgress:
    """A progress bar over the files of a build, with a line for each file that is skipped."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._console = console
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("Reading", total=None)

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def found(self, total: int) -> None:
        self._bar.update(self._task, total=total)

    def done(self, file: FoundFile, passages: int, problem: Skipped | None) -> None:
        self._bar.update(self._task, advance=1, description=file.path.name[:40])
        if problem:
            self._console.print(
                f"[yellow]skipped[/] {problem.file} ({problem.stage}): {problem.reason}", soft_wrap=True
            )
        elif not self._console.is_terminal and passages:
            self._console.print(f"{file.path.name}: {passages} passages", soft_wrap=True)
