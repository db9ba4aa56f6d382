"""Titles, publishers and years on covers."""

from indexer.read.pdf.cover import read_cover
from indexer.read.pdf.headers_footers import PageLines
from indexer.read.pdf.lines import TextLine
from indexer.records.description import Description, Stated
from tests.indexer.read.pdf.plain_lines import LEFT, style
from tests.indexer.read.pdf.plain_lines import line as plain_line

HEIGHT = 842.0


def line(*cells: str, baseline: float, size: float = 10.0, left: float = LEFT) -> TextLine:
    """Build a line of this size."""
    return plain_line(*cells, baseline=baseline, left=left, setting=style(size))


def read(*shown: TextLine, metadata: str | None = None, more: tuple[PageLines, ...] = ()) -> Description:
    return read_cover([PageLines(1, HEIGHT, shown), *more], metadata, None)


def values(found: Description) -> tuple[str | None, ...]:
    return tuple(each.value if each else None for each in (found.title, found.subtitle, found.publisher, found.year))


def test_the_largest_lines_together_are_the_title() -> None:
    """Not the institution, the series or the date, however large; the line below is the subtitle."""
    found = read(
        line("MINISTRY OF FISHERIES", baseline=780, size=30),
        line("Working Paper Series No. 23", baseline=700, size=30),
        line("Boats and nets", baseline=600, size=24),
        line("of the northern coast", baseline=570, size=24),
        line("How crews mend them", baseline=530, size=16),
        line("October 2021", baseline=100, size=26),
    )
    assert values(found) == (
        "Boats and nets of the northern coast",
        "How crews mend them",
        "MINISTRY OF FISHERIES",
        "2021",
    )
    assert all(each.origin == "cover" for each in (found.title, found.publisher, found.year) if each)


def test_a_year_under_the_title_belongs_to_it() -> None:
    """It says what the survey is of, not when it was published."""
    found = read(line("Fishing Survey", baseline=600, size=28), line("2013", baseline=560, size=28))
    assert values(found) == ("Fishing Survey 2013", None, None, None)


def test_a_title_that_ends_in_a_colon_has_its_subtitle() -> None:
    """The two make one title."""
    found = read(line("Nets by 2050:", baseline=600, size=28), line("A list for the coast", baseline=570, size=16))
    assert found.title is not None
    assert found.title.value == "Nets by 2050: A list for the coast"


def test_a_document_of_the_united_nations_is_not_called_by_its_organ() -> None:
    """The organ is set largest, its name runs over lines, and the title is below."""
    found = read(
        line("Executive Board of the", baseline=760, size=17),
        line("United Nations Fund for Boats", baseline=741, size=17),
        line("Distr.: General", baseline=740, left=470, size=10),
        line("24 March 2025", baseline=728, left=470, size=10),
        line("Nets of the coast in 2024", baseline=500, size=12),
    )
    assert values(found)[0] == "Nets of the coast in 2024"
    assert values(found)[3] == "2025"


def test_a_memorandum_is_called_by_its_subject() -> None:
    """The lines after “Subject”."""
    found = read(
        line("Memo", baseline=780, size=36),
        line("Subject:", "Nets of the coast and what", baseline=700, size=10),
        line("crews do with them", baseline=686, left=300, size=10),
    )
    assert (values(found)[0] or "").startswith("Nets of the coast and what")


def test_metadata_win_where_they_are_plausible() -> None:
    """In the words of the first pages, and not a part of what the cover says, a file's name or a series."""
    shown = (line("Boats of the coast", baseline=600, size=24), line("and their nets", baseline=500, size=14))
    assert values(read(*shown, metadata="Boats of the coast and their nets"))[0] == "Boats of the coast and their nets"
    for other in ("Template of an old letter", "Boats of the", "Name: 0001073", "boats_of_the_coast", "Report"):
        found = read(*shown, metadata=other)
        assert found.title is not None
        assert (found.title.value, found.title.origin) == ("Boats of the coast", "cover")


def test_metadata_speak_for_a_cover_without_text() -> None:
    """A picture has no words to compare them with."""
    page = PageLines(2, HEIGHT, (line("Nets are mended.", baseline=600),))
    found = read(metadata="Boats of the coast", more=(page,))
    assert found.title is not None
    assert (found.title.value, found.title.origin) == ("Boats of the coast", "metadata")


def test_a_page_of_text_has_a_title_only_if_a_line_stands_out() -> None:
    """Paragraphs, numbered headings and headings of front matter are none."""
    text = [
        line(f"crews of boat {number} mend their nets by day and by night", baseline=600 - 12 * number)
        for number in range(30)
    ]
    assert read(line("Introduction", baseline=700, size=14), *text).title is None
    assert read(line("1.1 Nets and boats", baseline=700, size=14), *text).title is None
    assert values(read(line("Nets and boats", baseline=700, size=14), *text))[0] == "Nets and boats"


def test_a_year_alone_on_the_cover_is_the_last_resort() -> None:
    """It may be that of a survey: a date on the cover and the imprint's year are more certain."""
    title, lone = line("Fishing in the north", baseline=600, size=28), line("2013", baseline=300, size=40)
    page = PageLines(1, HEIGHT, (title, lone))
    assert read_cover([page], None, Stated("2014", "imprint")).year == Stated("2014", "imprint")
    assert read_cover([page], None, None).year == Stated("2013", "cover")
    dated = PageLines(1, HEIGHT, (title, lone, line("May 2015", baseline=90)))
    assert read_cover([dated], None, Stated("2014", "imprint")).year == Stated("2015", "cover")
