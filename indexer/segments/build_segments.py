"""Makes the portions of a generation, or takes over those of the live one that are made from the same."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from indexer.corpus.files import InputFile
from indexer.read.read_ahead import Outcome
from indexer.records.document import SkippedFile
from indexer.segments.plan import Plan, Planning
from indexer.segments.segment import Portion, portion_name, take_over
from indexer.segments.segment_maker import Maker, Task
from indexer.segments.worker_pool import make_portions


class Progress(Protocol):
    """Hears how a build comes along: how many files there are, which was read, which is in the index or left out."""

    def on_total(self, total: int) -> None: ...
    def on_read(self, file: InputFile) -> None: ...
    def on_done(self, file: InputFile, passages: int, problem: SkippedFile | None) -> None: ...


class Making:
    """The portions of a folder, which are made there or taken over from the folder `live`, where there is one."""

    def __init__(self, folder: Path, live: Path | None, maker: Maker, processes: int) -> None:
        self.folder = folder
        self._live = live
        self._maker = maker
        self._processes = processes
        self._portions: dict[str, Portion] = {}
        self.reused_passages = 0
        """How many passages were taken over."""

    def make(self, tasks: Iterable[Task], told: Callable[[Portion], None]) -> Mapping[str, str]:
        """Sees to it that all these portions are there; `told` hears of each, not always in order.

        Gives the ids of documents that could not be divided, with the reasons: their portions are not there.
        Raises BuildError.
        """
        failed: dict[str, str] = {}
        for made in make_portions(self._missing(tasks, told), self._maker, self._processes):
            failed |= made.failed
            if made.portion:
                self._portions[made.portion.name] = made.portion
                told(made.portion)
        return failed

    def chosen(self, names: Sequence[str]) -> list[Portion]:
        """The portions of these names, in this order; all others are removed."""
        for name in self._portions.keys() - set(names):
            shutil.rmtree(self.folder / name)
            del self._portions[name]
        return [self._portions[name] for name in names]

    def _missing(self, tasks: Iterable[Task], told: Callable[[Portion], None]) -> Iterator[Task]:
        for task in tasks:
            name = portion_name(task.made_from)
            if name in self._portions:
                told(self._portions[name])
                continue
            known = self._live and take_over(self._live / name, self.folder / name, task.made_from)
            if known:
                self.reused_passages += known.passages
                self._portions[name] = known
                told(known)
            else:
                yield task


def make_all(
    making: Making, planning: Planning, files: Iterable[tuple[InputFile, Outcome]], progress: Progress
) -> Plan:
    """Plans an index of these files and makes its portions; gives the plan.

    That a document is not fit may turn out when it is made. Others may have stepped aside for it, so that all is
    planned once more without it; the portions that stay the same are there by then. `files` are gone through each time.
    """
    failed: dict[Path, SkippedFile] = {}
    told: set[InputFile] = set()

    def done(file: InputFile, passages: int, problem: SkippedFile | None = None) -> None:
        if file not in told:
            told.add(file)
            progress.on_done(file, passages, problem)

    def heard(outcomes: Iterable[tuple[InputFile, Outcome]]) -> Iterator[tuple[InputFile, Outcome]]:
        for file, outcome in outcomes:
            progress.on_read(file)
            yield file, outcome

    while True:
        plan = planning.plan(failed, done)

        def made(portion: Portion, chosen: Mapping[str, InputFile] = plan.files) -> None:
            for document, passages in portion.documents.items():
                done(chosen[document], passages)

        faults = making.make(plan.tasks(heard(files), making.folder), made)
        if not faults:
            return plan
        for document, reason in faults.items():
            path = plan.files[document].path
            failed[path] = SkippedFile(path.name, "divide", reason)
