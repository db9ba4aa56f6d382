"""Which source each file is, and which files are replaced."""

from pathlib import Path

import pytest

from indexer.corpus.files import InputFile
from indexer.corpus.manifest import Manifest
from indexer.corpus.source_resolver import BriefingMode, SourceResolver
from indexer.records.description import Description, Stated
from indexer.records.source import Source

REPORT = Source("report", "The report", "report")
BRIEFING = Source("briefing", "The briefing", "briefing", official=False, stands_in_for=("report",))
PAGE = Source("page", "https://example.org/page", "page", url="https://example.org/page")
MANIFEST = Manifest((REPORT, BRIEFING, PAGE))


def chosen(*files: tuple[InputFile, str | None], briefing: BriefingMode = "auto") -> list[str | None]:
    """The ids of the sources of these files with their titles, None for those that are left out."""
    chooser = SourceResolver(MANIFEST, briefing)
    found = [chooser.resolve(file, title) for file, title in files]
    return [source.id if source else None for source in found]


def test_a_file_is_known_by_its_name_or_title() -> None:
    """A second file with the same title, and one that is in no manifest, get new ids."""
    files = [("report.pdf", None), ("copy.pdf", "THE REPORT"), ("notes.md", "Notes"), ("Notes.txt", None)]
    read = [(InputFile(Path(name)), title) for name, title in files]
    assert chosen(*read) == ["report", "copy", "notes", "notes-2"]


@pytest.mark.parametrize(
    ("briefing", "expected"),
    [("auto", ["report", None]), ("always", ["report", "briefing"]), ("never", ["report", None])],
)
def test_the_briefing_steps_aside(briefing: BriefingMode, expected: list[str | None]) -> None:
    """For the report, unless it is always wanted."""
    files = [(InputFile(Path("report.pdf")), None), (InputFile(Path("briefing.md"), BRIEFING), None)]
    assert chosen(*files, briefing=briefing) == expected
    alone = None if briefing == "never" else "briefing"
    assert chosen(files[1], briefing=briefing) == [alone]


def test_a_fetched_copy_gives_way_to_a_file_and_needs_what_led_to_it() -> None:
    """A library's file of the same source comes first; a document that was followed needs the one that links to it."""
    library, copy = InputFile(Path("report.pdf")), InputFile(Path("fetched.pdf"), REPORT, fetched=True)
    assert chosen((library, None), (copy, None)) == ["report", None]
    followed = InputFile(Path("page.html"), PAGE, fetched=True, requires=("report",))
    assert chosen((followed, None)) == [None]
    assert chosen((library, None), (followed, None)) == ["report", "page"]


def test_an_untitled_source_takes_the_title_that_was_read() -> None:
    """A source whose manifest entry has only a URL takes the title of its page."""
    source = SourceResolver(MANIFEST).resolve(InputFile(Path("page.html"), PAGE), "A page of many words")
    assert source is not None
    assert source.title == "A page of many words"


def test_what_the_manifest_does_not_say_is_read_from_the_document() -> None:
    """Values of the manifest stay; others come from the document, with where they were read."""
    listed = Source("nets", "Nets", "report", publisher="Coast Guard")
    stated = Description(
        title=Stated("Nets", "cover"),
        subtitle=Stated("Of the coast", "cover"),
        publisher=Stated("Somebody", "imprint"),
        year=Stated("2019", "imprint"),
    )
    source = SourceResolver(Manifest((listed,))).resolve(InputFile(Path("a.pdf")), "Nets", stated)
    assert source is not None
    assert (source.publisher, source.year, source.subtitle) == ("Coast Guard", 2019, "Of the coast")
    assert source.origins == {"year": "imprint", "subtitle": "cover"}
    unlisted = SourceResolver(Manifest(())).resolve(InputFile(Path("a.pdf")), "Nets", stated)
    assert unlisted is not None
    assert unlisted.origins["title"] == "cover"
    nameless = SourceResolver(Manifest(())).resolve(InputFile(Path("boats of-2.pdf")), None)
    assert nameless is not None
    assert (nameless.title, nameless.origins) == ("Boats of 2", {"title": "file name"})
