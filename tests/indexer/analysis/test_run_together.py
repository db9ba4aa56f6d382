"""Words that were run together are recognized by the document's own words; nothing else is split."""

import pytest

from indexer.analysis.analyzer import IndexTerm, analyze
from indexer.analysis.run_together import MIN_APART, find_run_together, parts_by_word
from indexer.segments.limits import MEBIBYTE, DocumentLimits, limited

FILLER = ("Something else is said here.",) * 3


def found(glue: str, apart: str, *languages: str, times: int = MIN_APART) -> tuple[tuple[str, ...], ...]:
    """Return what is found in a document that has the words apart `times` times, and run together once."""
    return find_run_together(
        [*FILLER, f"It is {glue} here.", *[f"They saw {apart}, too." for _ in range(times)]], languages
    )


@pytest.mark.parametrize(
    ("glue", "apart", "language"),
    [
        ("machineoperators", "machine operators", "en"),
        ("healthandsafety", "health and safety", "en"),
        ("theworkers", "the workers", "en"),
        ("Laspersonas", "las personas", "es"),
        ("personasocupadas", "personas ocupadas", "es"),
        ("lesateliers", "les ateliers", "fr"),
    ],
)
def test_glue(glue: str, apart: str, language: str) -> None:
    """A rare word is split where its parts occur separately several times, with a function word before or between."""
    assert found(glue, apart, language) == (tuple(apart.split()),)


@pytest.mark.parametrize(
    ("word", "apart", "language"),
    [
        ("nonetheless", "none of the less", "en"),
        ("therefore", "there fore", "en"),
        ("supermarket", "super-market", "en"),
        ("overtime", "over time", "en"),
        ("sometime", "some time", "en"),
        ("indifferent", "in different", "en"),
        ("everyday", "every day", "en"),
        ("nonroutine", "non routine", "en"),
        ("quehacer", "que hacer", "es"),
        ("contener", "con tener", "es"),
        ("eliminarlos", "eliminar los", "es"),
        ("démarche", "de marche", "fr"),
        ("lafayette", "la fayette", "fr"),
        ("kebersamaan", "ke bersamaan", "ms"),
        ("mpiasa-tany mpiasatany", "mpiasa-tany", "mg"),
        ("Arbeitsschutzgesetz", "Arbeitsschutz-Gesetz", "de"),
    ],
)
def test_words_stay_whole(word: str, apart: str, language: str) -> None:
    """Compounds, names, and words that begin or end with a little word are never taken apart."""
    assert found(word, apart, language, times=9) == ()


def test_the_document_must_prove_it() -> None:
    """A word whose parts occur separately too seldom, or together too often, is left as it is."""
    assert found("machineoperators", "machine operators", "en", times=MIN_APART - 1) == ()
    assert found("machineoperators machineoperators machineoperators", "machine operators", "en") == ()
    assert found("machineoperators", "machine. Operators", "en", times=9) == ()


def test_a_word_of_very_many_letters_costs_little_memory() -> None:
    """It is no run of words, so that its beginnings are not kept."""
    with limited(DocumentLimits(memory=256 * MEBIBYTE), 1):
        assert find_run_together(["a" * 100_000], {"en"}) == ()


def test_glue_is_found_by_its_parts() -> None:
    """The parts are further terms of the word, at its place; stop words are none."""
    run_together = parts_by_word([("health", "and", "safety")])
    assert analyze("on healthandsafety", "en", run_together).terms == (
        IndexTerm("healthandsafeti", 1, 1),
        IndexTerm("health", 1, 1),
        IndexTerm("safeti", 1, 1),
    )
    assert [word.text for word in analyze("on healthandsafety", "en", run_together).tokens] == ["on", "healthandsafety"]
