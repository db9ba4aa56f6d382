"""A report on a small library in which each fault occurs."""

from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from indexer.check.report import Report, check_generation
from indexer.corpus.manifest import Manifest
from indexer.fetch.state import Copy, Failure, SourceState
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.records.source import Source
from indexer.storage import file_digest
from tests.conftest import build_index

TEXT = "The inspectors looked at the deck and the nets that the boats carry into the harbour each morning."
DOUBT = "The file calls itself “Nets”, and not “Decks”"
LOST = Source(id="lost", title="Lost", kind="document", url="https://a.example/lost")


def _write_slides(path: Path) -> None:
    """Write one slide with words and one without, of which the reader warns."""
    slides = Presentation()
    slides.slides.add_slide(slides.slide_layouts[5]).shapes.title.text = "Lamps for sorting tables"
    slides.slides.add_slide(slides.slide_layouts[6])
    slides.save(str(path))


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report on a library with one good document and one of each fault."""
    folder = tmp_path_factory.mktemp("library")
    good = f"# Decks\n\n{TEXT} [a kit](https://a.example/kit)\n\n# Nets\n\n{TEXT}\n"
    (folder / "good.md").write_text(good)
    (folder / "linked.md").write_text("# Kits\n\nAnother text with [a link](https://a.example/lost) in it.\n")
    (folder / "same.md").write_text(good.replace(" [a kit](https://a.example/kit)", " a kit"))
    (folder / "holes.txt").write_text("Words on one page.\f\f\f\fAnd on another page.")
    (folder / "plain.txt").write_text("\n\n".join(f"Then, {number}: {TEXT.lower()} {TEXT}" * 3 for number in range(60)))
    (folder / "torn.md").write_text(
        f"# Sheds\n\n{TEXT} They wrote it down.\n\n# 12 million\n\nNew nets\n\n# Boats\n\nof the deck and of all of the"
        f" nets. {TEXT} It was the\n"
    )
    _write_slides(folder / "slides.pptx")
    (folder / "broken.pdf").write_bytes(b"no PDF")
    data = build_index(tmp_path_factory.mktemp("data"), folder)
    copy = Copy("", "", "", "", 200, "", "", file_digest(folder / "good.md"), "Markdown", 9, "good.md", doubts=(DOUBT,))
    states = {
        "lost": SourceState(failure=Failure("nothing there", "now", 404)),
        "good": SourceState(copy),
        "same": SourceState(replace(copy, sha256="of an older file")),
    }
    return check_generation(open_generation(live_folder(data)), Manifest((LOST,)), states)
