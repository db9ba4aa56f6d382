"""The problems that a check finds in a document."""

import pytest

from indexer.check.document_checks import (
    WordCounts,
    dead_links,
    dead_url_keys,
    doubtful_metadata,
    find_duplicates,
    find_garbling,
    text_key,
)
from indexer.fetch.state import Failure, SourceState
from indexer.records.reading import Link
from indexer.records.source import Source

SOUND = "The inspectors looked at the deck and the nets that the boats carry. Los barcos y las redes llegaron. "


@pytest.fixture
def word_counts() -> WordCounts:
    found = WordCounts()
    found.add([SOUND] * 5)
    return found


@pytest.mark.parametrize(
    ("text", "run_together", "broken"),
    [
        ("the deck and the nets", 0, 0),
        ("thedeck andthe nets", 2, 0),
        ("the deckAnd nets", 1, 0),
        ("the inspec tors looked", 0, 1),
        ("the inspec- tors looked", 0, 1),
        ("lasredes", 1, 0),
        ("mendable decklike WTO nets", 0, 0),
    ],
)
def test_garbled_words_are_counted(word_counts: WordCounts, text: str, run_together: int, broken: int) -> None:
    """By the corpus's own words; rare words that are not made of known ones are no fault."""
    word_counts.add([text])
    found = find_garbling([text], word_counts, ["en", "es"])
    assert (found.run_together, found.broken) == (run_together, broken)
    assert len(found.examples) == run_together + broken


def test_a_language_has_its_own_little_words(word_counts: WordCounts) -> None:
    """Words run together in Spanish may be a word in English."""
    assert find_garbling(["lasredes"], word_counts, ["en"]).run_together == 0


def test_the_share_is_of_all_words(word_counts: WordCounts) -> None:
    """Of no words none are garbled."""
    assert find_garbling(["thedeck and the nets"], word_counts, ["en"]).share == 0.25
    assert find_garbling([], word_counts, []).share == 0.0


def test_the_same_words_have_the_same_key() -> None:
    """Case, accents and punctuation make no difference; words do."""
    assert text_key("The Égalité, of all.") == text_key("the egalite of all")
    assert text_key("The deck") != text_key("The decks")


def test_documents_of_the_same_text_are_found() -> None:
    """Wholly, or where one holds nearly all of another; documents that share a notice are not the same."""
    passages = {
        "report": [str(number) for number in range(20)],
        "report-copy": [str(number) for number in range(20)],
        "extract": ["3", "4", "5"],
        "notice": ["1"],
        "same-notice": ["1"],
        "other": ["1", "20", "21", "22"],
    }
    assert find_duplicates(passages) == {
        "report": ("extract", "report-copy"),
        "report-copy": ("extract", "report"),
        "extract": ("report", "report-copy"),
        "notice": ("same-notice",),
        "same-notice": ("notice",),
    }


def source(identity: str, page: str | None) -> Source:
    return Source(id=identity, title=identity, kind="document", url=page)


def test_what_fetching_did_not_find_is_dead() -> None:
    """Status 404 and 410 alone: a host that refuses programs may still serve people."""
    sources = [source(name, f"https://a.example/{name}") for name in ("lost", "gone", "refused", "kept", "new")]
    states = {
        "lost": SourceState(failure=Failure("nothing there", "now", 404)),
        "gone": SourceState(failure=Failure("withdrawn", "now", 410)),
        "refused": SourceState(failure=Failure("no programs", "now", 403)),
        "kept": SourceState(),
    }
    assert dead_url_keys([*sources, source("none", None)], states) == {"a.example/lost", "a.example/gone"}


@pytest.mark.parametrize(
    ("url", "is_dead"),
    [
        ("https://a.example/lost", True),
        ("http://a.example/lost/#part", True),
        ("https://a.example/other", False),
        ("https://nowhere", True),
        ("https://[bad", True),
        ("mailto:a@b.example", False),
    ],
)
def test_dead_links(url: str, is_dead: bool) -> None:  # noqa: FBT001 - a column of the table
    """A link to a dead address, or to none, is dead; mail addresses are not looked at."""
    links = [Link(1, url, "words"), Link(2, url, "again")]
    assert dead_links(links, frozenset({"a.example/lost"})) == ((url,) if is_dead else ())


def test_metadata_that_are_missing_or_doubtful() -> None:
    """A title from a file's name or a heading, and no publisher or year; our texts have none of these."""
    whole = Source("a", "Nets", "report", publisher="Coast Guard", year=2019, origins={"title": "cover"})
    assert doubtful_metadata(whole) == ()
    bare = Source("a", "Scan 3", "document", origins={"title": "file name"})
    assert doubtful_metadata(bare) == ("its title is from its file name", "it has no publisher", "it has no year")
    assert doubtful_metadata(Source("a", "Nets", "briefing", official=False)) == ()
