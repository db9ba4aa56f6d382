"""Suggestions while a query is typed."""

from pathlib import Path

import pytest

from service.search.local_engine import LocalEngine
from service.search.protocol import Suggestion
from service.search.suggester import MAX_QUERY, PER_KIND, Suggester
from tests.conftest import build_index

NAMES = [
    Suggestion("Labour inspection in harbours", "heading", "en", 3),
    Suggestion("Inspection of labour", "heading", "en", 9),
    Suggestion("labour inspection", "term", "en", 2),
    Suggestion("Énergie marine", "document", "fr", 5, "energie"),
    Suggestion("Ministry of Labour", "name", "en", 4),
    Suggestion("LABOUR INSPECTION", "heading", "en", 1),
]


def texts(typed: str, limit: int = 8) -> list[str]:
    """What is suggested for what was typed."""
    return [each.text for each in Suggester(NAMES).suggest(typed, limit)]


@pytest.mark.parametrize("typed", ["energ", "ÉNERG", "énergie m", "mar"])
def test_accents_case_and_place_do_not_matter(typed: str) -> None:
    """A word anywhere in a name may be the one that begins with what was typed."""
    assert texts(typed) == ["Énergie marine"]


def test_order() -> None:
    """First names that begin with the text, then those that contain it, then those with its words in another order."""
    assert texts("labour insp") == ["labour inspection", "Labour inspection in harbours", "Inspection of labour"]
    assert texts("labour") == [
        "labour inspection",
        "Labour inspection in harbours",
        "Inspection of labour",
        "Ministry of Labour",
    ]


def test_names_that_read_alike_are_one() -> None:
    """The better of two spellings is suggested."""
    assert [text for text in texts("labour inspection") if text.lower() == "labour inspection"] == ["labour inspection"]


def test_every_word_must_be_in_the_name() -> None:
    """A name without one of the words is not suggested."""
    assert texts("labour zebra") == []


@pytest.mark.parametrize("typed", ["", "  ", "-", "x" * (MAX_QUERY + 1)])
def test_nothing_for_what_has_no_word_or_is_long(typed: str) -> None:
    """Nothing is suggested for signs alone, nor for a whole paragraph."""
    assert texts(typed) == []


def test_one_kind_leaves_room_for_others() -> None:
    """Names of a kind beyond the first few come only where others lack."""
    headings = [Suggestion(f"Boats of harbour {number}", "heading", "en", 100) for number in range(9)]
    found = Suggester([*headings, Suggestion("Boats", "name", "en", 1)]).suggest("boats", 6)
    assert [each.kind for each in found].count("name") == 1
    assert [each.kind for each in found][PER_KIND + 1 :] == ["heading"]


def test_suggestions_of_an_index(small_index: Path) -> None:
    """Titles lead to their documents; terms, names and headings occur in the index."""
    engine = LocalEngine(small_index)
    info = engine.info()
    title = info.documents[0].source.title
    found = engine.complete(title[: title.index(" ") + 2])
    assert (title, "document", info.documents[0].id) in [(each.text, each.kind, each.document) for each in found]
    kinds = {each.kind for typed in ("labour", "insp", "minist", "trav") for each in engine.complete(typed, 20)}
    assert kinds >= {"term", "heading"}
    assert engine.complete("zqx") == ()


def test_documents_without_headings(tmp_path: Path) -> None:
    """A document without a heading is suggested by its title."""
    (tmp_path / "plain.txt").write_text("The boats leave the harbour at noon.", encoding="utf-8")
    found = LocalEngine(build_index(tmp_path / "data", tmp_path / "plain.txt")).complete("plain")
    assert [each.kind for each in found] == ["document"]


def test_suggestions_follow_the_live_generation(small_index: Path) -> None:
    """They are collected once for a generation."""
    engine = LocalEngine(small_index)
    engine.complete("lab")
    assert engine._suggester() is engine._suggester()
