"""Reasons in words."""

from service.pages.explanation import EVIDENCE, ReasonView, reason_views
from service.search.protocol import Explanation, MatchedTerm, Synonym
from service.search.ranking_features import EXPLAINABLE


def test_reasons_are_sentences() -> None:
    """Words that stand in the same places go together; then other names, what is missing, and what else counted."""
    given = Explanation(
        matched=(MatchedTerm("salt", ("body",)), MatchedTerm("sea", ("body", "title")), MatchedTerm("wind", ("body",))),
        missing=("sun",),
        synonyms=(Synonym("brine", "en", "water", related=True), Synonym("SW", "en", "salt works", related=False)),
        features=("opening",),
    )
    assert reason_views(given) == (
        ReasonView(("salt", "wind"), "are in its text."),
        ReasonView(("sea",), "is in its text and in the document’s title."),
        ReasonView(("brine",), "is in its text: something near “water”."),
        ReasonView(("SW",), "is in its text: another name for “salt works”."),
        ReasonView(("sun",), "is not in this passage."),
        ReasonView((), EVIDENCE["opening"]),
    )


def test_no_reasons() -> None:
    """A search without words has none to give."""
    assert reason_views(Explanation()) == ()


def test_all_evidence_has_words() -> None:
    """Every kind that is told to readers has a sentence."""
    assert set(EVIDENCE) == set(EXPLAINABLE)
