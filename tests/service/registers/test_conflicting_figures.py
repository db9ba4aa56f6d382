"""Which figures are of the same thing, and differ."""

import pytest

from indexer.records.document import Document
from indexer.records.figure import Figure, FigureKind
from indexer.records.passage import Passage, Tags
from indexer.records.source import Source
from service.registers.conflicting_figures import MAX_SAME, find_conflicts
from service.registers.store import Located

FISH = {"country": ("NAM",), "sector": ("fisheries",)}


def figure(
    document: str,
    value: float | None,
    counts: str,
    *,
    says: str = "were counted in the survey of the harbour",
    tags: Tags = FISH,
    kind: FigureKind = "quantity",
    unit: str = "",
) -> Located[Figure]:
    """A figure of a document of the same name."""
    sentence = f"{value} {counts} {says}"
    number = Figure(
        f"{document}-{value}", document, "p", "en", sentence, (), 0, len(str(value)), kind, value, unit, counts, ""
    )
    passage = Passage("p", 0, document, "en", (), sentence, (), tags)
    return Located(number, passage, Document(Source(document, document, "report"), "f", "", (), (), (), 0, 1))


def sets(*figures: Located[Figure]) -> list[tuple[int, ...]]:
    return [each.row_ids for each in find_conflicts(figures)]


def test_differing_figures_are_put_together() -> None:
    """Other numbers for the same words, in any order and form, from another document."""
    assert sets(
        figure("a", 306, "fishermen on board fishing vessels"),
        figure("a", 12, "labour inspectors"),
        figure("b", 450, "fishermen on board fishing vessel"),
    ) == [(0, 2)]


@pytest.mark.parametrize(
    "other",
    [
        figure("b", 306, "fishing vessels"),
        figure("a", 450, "fishing vessels"),
        figure("b", 450, "fishing boats"),
        figure("b", 450, "fishing vessels", unit="percent"),
        figure("b", 450, "fishing vessels", kind="share"),
        figure("b", None, "fishing vessels"),
        figure("b", 450, "fishing vessels", tags={"country": ("COL",), "sector": ("fisheries",)}),
        figure("b", 450, ""),
    ],
    ids=["same value", "same document", "other thing", "unit", "kind", "no number", "country", "nothing"],
)
def test_what_is_not_comparable(other: Located[Figure]) -> None:
    """The same value, the same document, another thing, unit, kind or country: nothing differs."""
    assert sets(figure("a", 306, "fishing vessels"), other) == []


def test_one_word_needs_one_country_and_sector() -> None:
    """“Workers” alone says too little, unless both passages are about one country and one sector."""
    assert sets(figure("a", 1, "workers"), figure("b", 2, "workers")) == [(0, 1)]
    assert sets(figure("a", 1, "workers", tags={}), figure("b", 2, "workers", tags={})) == []


def test_dates_do_not_differ() -> None:
    """Years and numbers of conventions count nothing."""
    one, other = (figure(name, value, "labour law", kind="date") for name, value in (("a", 2016), ("b", 2023)))
    assert sets(one, other) == []


def test_a_document_that_counts_parts_is_left_out() -> None:
    """Several values in one document are parts or years of a thing; a value that is repeated is one."""
    one, other = figure("a", 306, "fishing vessels"), figure("b", 450, "fishing vessels")
    assert sets(one, other, figure("a", 12, "fishing vessels")) == []
    assert sets(one, other, figure("a", 306, "fishing vessels")) == [(0, 1)]


def test_sentences_must_say_the_like() -> None:
    """The same words counted in sentences about other matters are other things."""
    women = figure("a", 64, "all workers", kind="share", unit="percent", says="are women in the textile trade")
    informal = figure("b", 43, "all workers", kind="share", unit="percent", says="have no contract")
    fewer = figure("c", 60, "all workers", kind="share", unit="percent", says="are women")
    assert sets(women, informal) == []
    assert sets(women, informal, fewer) == [(0, 2)]


def test_columns_of_tables_are_left_out() -> None:
    """A noun with hundreds of figures is too common to compare, so there is no conflict."""
    assert sets(*(figure(f"d{value}", value, "fishing vessels") for value in range(MAX_SAME + 1))) == []
