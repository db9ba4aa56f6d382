"""Expansion of queries by a small thesaurus."""

import pytest

from indexer.records.thesaurus import Concept, Thesaurus
from service.query.expansion import Expander
from service.query.grammar import parse
from service.query.items import StemmedPhrase, Word

THESAURUS = Thesaurus(
    (
        Concept({"en": ("salt works", "SWX"), "es": ("salina",)}, related=("brine",), not_in=("Salt Works Guild",)),
        Concept({"en": ("Salt Works Guild", "SWG")}),
        Concept({"en": ("salt",), "fr": ("sel",)}, as_written=("NACL",)),
    )
)
EXPANDER = Expander(THESAURUS, ("en", "es"))


def expanded(query: str, *without: str) -> list[tuple[str, str, bool]]:
    """Return the synonyms, the words they expand, and whether they are only related."""
    found = EXPANDER.expand(parse(query), without).expansions
    return [(expansion.text, expansion.original, expansion.related) for expansion in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "old salt works",
            [("SWX", "salt works", False), ("salina", "salt works", False), ("brine", "salt works", True)],
        ),
        ("swx", [("salt works", "swx", False), ("salina", "swx", False), ("brine", "swx", True)]),
        ("salinas", [("salt works", "salinas", False), ("SWX", "salinas", False), ("brine", "salinas", True)]),
        ("salt works guild", [("SWG", "salt works guild", False)]),
        ("sel", [("salt", "sel", False)]),
        ("NACL", [("salt", "NACL", False)]),
        ("nacl", []),
        ("salt", []),
        ('"salt works"', []),
        ("pepper", []),
    ],
)
def test_expansion(query: str, expected: list[tuple[str, str, bool]]) -> None:
    """The longest name is taken, in any language; names are added in the languages of the passages alone."""
    named = [found for found in expanded(query) if found[0] != "brine" or found in expected]
    assert sorted(set(named)) == sorted(expected)


def test_what_the_reader_took_out() -> None:
    """A synonym that the reader removed is not added, however it is written."""
    assert "SWX" not in {text for text, _, _ in expanded("salt works", "swx")}


def test_runs_know_what_they_are_part_of() -> None:
    """A name of several words is looked for by its stems, save within longer names that are something else."""
    items = {each.text: each.item for each in EXPANDER.expand(parse("SWX")).expansions}
    run = items["salt works"]
    assert isinstance(run, StemmedPhrase)
    assert (run.stems, run.offsets) == (("salt", "work"), (0, 1))
    assert [longer.stems for longer in run.not_within] == [("salt", "work", "guild")]
    assert isinstance(items["salina"], Word)


def test_no_thesaurus_no_names() -> None:
    """A corpus without a thesaurus leaves a query as it is."""
    query = parse("salt works")
    assert Expander(Thesaurus(), ("en",)).expand(query) is query
