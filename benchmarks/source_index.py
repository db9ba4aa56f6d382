"""An index of some files or folders, for as long as a benchmark asks it."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from indexer.build import build, load_corpus
from indexer.progress import BuildProgress
from indexer.settings import ROOT, Settings


@contextmanager
def source_index(sources: Sequence[Path]) -> Iterator[Path]:
    """Build an index of the sources with this repository's corpus and yield its data folder, which is deleted then."""
    with tempfile.TemporaryDirectory(prefix="verbatim-sources-") as folder:
        data = Path(folder)
        with BuildProgress(Console(stderr=True)) as progress:
            build(load_corpus(Settings(data_dir=data, corpus_dir=ROOT / "corpus"), list(sources)), data, progress)
        yield data
