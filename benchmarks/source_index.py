"""Temporary indexes of files or folders for benchmarks, and a build without progress bars."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from indexer.build import build, load_corpus
from indexer.corpus.files import InputFile
from indexer.progress import BuildProgress
from indexer.records.document import SkippedFile
from indexer.settings import ROOT, Settings


class SilentProgress:
    """Progress callbacks that do nothing."""

    def on_total(self, total: int) -> None:
        pass

    def on_start(self, file: InputFile) -> None:
        pass

    def on_read(self, file: InputFile) -> None:
        pass

    def on_done(self, file: InputFile, passages: int, problem: SkippedFile | None) -> None:
        pass


@contextmanager
def source_index(sources: Sequence[Path]) -> Iterator[Path]:
    """Build an index of the sources with this repository's corpus and yield its data folder, which is deleted then."""
    with tempfile.TemporaryDirectory(prefix="verbatim-sources-") as folder:
        data = Path(folder)
        with BuildProgress(Console(stderr=True)) as progress:
            build(load_corpus(Settings(data_dir=data, corpus_dir=ROOT / "corpus"), list(sources)), data, progress)
        yield data
