"""Plans the portions of an index: which documents are in it, in which order, and where each portion ends."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from indexer.corpus.files import InputFile
from indexer.corpus.manifest import Manifest
from indexer.corpus.source_resolver import BriefingMode, SourceResolver
from indexer.errors import ReadingError
from indexer.read.read_ahead import Outcome
from indexer.records.document import Document, SkippedFile
from indexer.records.source import Source
from indexer.segments.chunking import Bounds, Sizes
from indexer.segments.segment import portion_name
from indexer.segments.segment_maker import Item, Task


@dataclass(frozen=True, slots=True)
class Planning:
    """What every plan of a build goes by. `decides` is a digest of all that decides what is made of a reading."""

    manifest: Manifest
    briefing: BriefingMode
    decides: str
    sizes: Sizes

    def plan(self, failed: Mapping[Path, SkippedFile], done: "Done") -> "Plan":
        """A new plan, as if the `failed` files could not be read; `done` hears of each file that is left out."""
        return Plan(self, failed, done)


Done = Callable[[InputFile, int, SkippedFile | None], None]


class Plan:
    """The plan of one index: the names of its portions, and its documents. It is whole once all tasks were taken."""

    def __init__(self, planning: Planning, failed: Mapping[Path, SkippedFile], done: Done) -> None:
        self._decides = planning.decides
        self._bounds = Bounds(planning.sizes)
        self._resolver = SourceResolver(planning.manifest, planning.briefing)
        self._failed = failed
        self._done = done
        self._sources: dict[str, tuple[Source, str]] = {}
        self.names: list[str] = []
        self.files: dict[str, InputFile] = {}
        """The file of each document, by its id and in order."""
        self.skipped: list[SkippedFile] = []

    @property
    def stepped_aside(self) -> list[str]:
        """The ids of the briefing documents that gave way to official ones."""
        return self._resolver.stepped_aside

    def tasks(self, outcomes: Iterable[tuple[InputFile, Outcome]], portions: Path) -> Iterator[Task]:
        """The portions to be made in this folder, in order, out of the files that were read."""
        items: list[Item] = []
        for file, outcome in outcomes:
            item = self._item(file, outcome)
            if item is None:
                continue
            items.append(item)
            if self._bounds.ends(item.source.id, item.size):
                yield self._task(items, portions)
                items = []
        if items:
            yield self._task(items, portions)

    def completed(self, document: Document) -> Document:
        """A document of a portion with what is known of its source and file now, and had no part in making it."""
        source, digest = self._sources[document.id]
        source = replace(source, languages=document.source.languages)
        return replace(document, source=source, file=self.files[document.id].path.name, sha256=digest)

    def _item(self, file: InputFile, outcome: Outcome) -> Item | None:
        """The document that a file is, or None where it is left out."""
        if isinstance(outcome, ReadingError):
            self._skip(file, SkippedFile(file.path.name, outcome.stage, str(outcome)))
            return None
        if file.path in self._failed:
            self._skip(file, self._failed[file.path])
            return None
        source = self._resolver.resolve(file, outcome.title)
        if source is None:
            self._done(file, 0, None)
            return None
        self.files[source.id], self._sources[source.id] = file, (source, outcome.sha256)
        return Item(source, file.address, outcome.answer, outcome.size)

    def _skip(self, file: InputFile, problem: SkippedFile) -> None:
        self.skipped.append(problem)
        self._done(file, 0, problem)

    def _task(self, items: Sequence[Item], portions: Path) -> Task:
        found = hashlib.sha256(self._decides.encode())
        for item in items:
            found.update(b"\n" + item.made_from())
        self.names.append(portion_name(found.hexdigest()))
        return Task(portions, found.hexdigest(), tuple(items))
