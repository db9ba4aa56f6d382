"""Read the files of a build ahead of their use, each by a worker, or take cached readings."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from indexer.corpus.files import InputFile
from indexer.errors import ReadingError
from indexer.read.cache import ReadingCache
from indexer.read.sandbox.limits import Limits
from indexer.records.description import NOTHING_STATED, Description

MAX_READERS = 2
"""Files that are read at the same time, each by a worker."""

MAX_AHEAD = 2 * MAX_READERS
"""Files that are read, or being read, before the one that is taken; it bounds memory."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: the worker's response that encodes its reading, and what planning an index needs of it.

    `size` is the number of characters of its text, `sha256` the digest of the file's bytes.
    """

    encoded_reading: bytes
    title: str | None
    size: int
    sha256: str
    description: Description = NOTHING_STATED


Outcome = ReadFile | ReadingError


class FileReader:
    """Read files in their order, a few at a time, each time it is iterated over.

    `on_started` is called before each file is read, from the thread that waits for it. `reused` counts the files whose
    reading was cached before the first iteration.
    """

    def __init__(
        self, files: Sequence[InputFile], data: Path, limits: Limits, on_started: Callable[[InputFile], None]
    ) -> None:
        self._files = files
        self._data = data
        self._limits = limits
        self._on_started = on_started
        self._caches: list[ReadingCache] = []

    @property
    def reused(self) -> int:
        return self._caches[0].reused if self._caches else 0

    def __iter__(self) -> Iterator[tuple[InputFile, Outcome]]:
        self._caches.append(ReadingCache(self._data))
        readers = ThreadPoolExecutor(MAX_READERS)
        waiting: deque[tuple[InputFile, Future[Outcome]]] = deque()
        try:
            for file in self._files:
                waiting.append((file, readers.submit(self._read, file)))
                if len(waiting) > MAX_AHEAD:
                    first, outcome = waiting.popleft()
                    yield first, outcome.result()
            while waiting:
                first, outcome = waiting.popleft()
                yield first, outcome.result()
        finally:
            readers.shutdown(cancel_futures=True)

    def _read(self, file: InputFile) -> Outcome:
        self._on_started(file)
        if file.refusal:
            return ReadingError(file.refusal, "open")
        try:
            result = self._caches[-1].read(file.path, self._limits, file.source.languages if file.source else ())
        except ReadingError as error:
            return error
        reading = result.reading
        if not reading.blocks:
            return ReadingError("has no text that can be indexed; look at the file and replace it")
        size = sum(len(part.text) for block in reading.blocks for part in block.parts)
        return ReadFile(result.encoded_reading, reading.title, size, result.sha256, reading.description)
