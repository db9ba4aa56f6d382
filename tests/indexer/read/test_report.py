"""The real report, converted and typeset: both readings must say the same, and say all of it."""

import re
import unicodedata
from difflib import SequenceMatcher

import pytest

from indexer.records.reading import Reading
from tests.indexer.read.readings import assert_sound, read_file
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

COUNTRIES = 5
LINKS = 10


@pytest.fixture(scope="module")
def converted() -> Reading:
    return read_file(SHARED / "corpus" / "report.md")


@pytest.fixture(scope="module")
def typeset() -> Reading:
    return read_file(SHARED / "corpus" / "report.pdf")


def fold(text: str) -> list[str]:
    """Return a text's words without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))


def words(reading: Reading) -> list[str]:
    return [word for block in reading.blocks for word in fold(block.text)]


def headings(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if block.kind == "heading"]


def kind_of(reading: Reading, fragment: str) -> str:
    (block,) = (block for block in reading.blocks if fragment in block.text)
    return block.kind


def test_sound(converted: Reading, typeset: Reading) -> None:
    """Both readings keep the promises of their records."""
    assert_sound(converted)
    assert_sound(typeset)


def test_every_word_is_the_reports(converted: Reading, typeset: Reading) -> None:
    """No hyphen broke a word of the typeset report, and none of its words is missing."""
    assert set(words(typeset)) == set(words(converted))


def test_order(converted: Reading, typeset: Reading) -> None:
    """Columns, page numbers and running titles leave the order of the words as it was."""
    expected, found = ([tuple(w[at : at + 3]) for at in range(len(w) - 2)] for w in (words(converted), words(typeset)))
    kept = sum(match.size for match in SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks())
    assert kept / len(expected) >= 0.98
    assert len(found) <= len(expected)


def test_real_compounds(typeset: Reading) -> None:
    """Compounds that a line's end broke at their own hyphen keep it."""
    text = " ".join(block.text for block in typeset.blocks)
    assert "gender-sensitive" in text
    assert "ILO-trained" in text
    assert "cross-border" in text


def test_links(typeset: Reading) -> None:
    """Every link is kept, with words that the report underlines and that are on its page."""
    underlined = re.findall("<u>(.*?)</u>", (SHARED / "corpus" / "report.md").read_text("utf-8"))
    assert len(typeset.links) == LINKS
    for link in typeset.links:
        assert link.anchor_text in {*underlined, "here"}
        on_page = "".join(part.text for b in typeset.blocks for part in b.parts if part.page == link.page)
        assert link.anchor_text in on_page
    assert max(len(link.anchor_text.split()) for link in typeset.links) == 8


def test_headings(converted: Reading, typeset: Reading) -> None:
    """The headings are those that a reader sees; labels, call-outs, names and lead-ins are none."""
    in_both = [title for title in headings(typeset) if not title.endswith((".", ":"))]
    assert in_both == headings(converted)[:-1]
    assert headings(typeset).count("Areas of intervention") == COUNTRIES
    assert len(headings(typeset)) == 18
    assert any(title.startswith("01. ") for title in in_both)


@pytest.mark.parametrize(
    ("fragment", "kind"),
    [
        ("Textiles and clothing", "paragraph"),
        ("197 coffee workers trained", "paragraph"),
        ("2 industry associations", "paragraph"),
        ("Exporting networks", "paragraph"),
        ("results in Colombia here.", "paragraph"),
        ("development. But at the same time", "paragraph"),
        ("decent work, the the determination", "quotation"),
        ("Hony Avilez, The first", "quotation"),
        ("Creation of Namibia", "quotation"),
        ("Other communication materials", "item"),
        ("supply chain enterprises and to", "item"),
        ("an estimated 2 million workers", "item"),
        ("During the COVID-19 pandemic, Viet Nam", "item"),
    ],
)
def test_traps(converted: Reading, typeset: Reading, fragment: str, kind: str) -> None:
    """Blocks that the layout splits or makes ambiguous have the same kind in both readings."""
    assert kind_of(converted, fragment) == kind
    assert kind_of(typeset, fragment) == kind


def test_countries_stand_apart(converted: Reading, typeset: Reading) -> None:
    """Text after the last line on a country is set apart, in both readings."""
    for reading in (converted, typeset):
        ends = [at for at, block in enumerate(reading.blocks) if block.text.startswith("Learn more about")]
        assert len(ends) == COUNTRIES
        assert all(reading.blocks[at + 1].gap_before for at in ends[:-1])


def test_pages_and_title(typeset: Reading) -> None:
    """Pages have the numbers printed on them; the title is the report's."""
    assert [page.label for page in typeset.pages] == [str(number) for number in range(1, 17)]
    assert typeset.title == headings(typeset)[0]
