"""One result of the list."""

from indexer.records.document import Document
from indexer.records.passage import Passage, Span, Tags
from indexer.records.source import Source
from indexer.records.taxonomy import Facet, FacetValue, Taxonomy
from service.pages.result import Reason, ResultView, explain, result_view
from service.schemas.search import FEATURE_MESSAGES
from service.search.protocol import Explanation, Hit, MatchedTerm, SearchRequest, Synonym, TextSpan
from service.search.ranking_features import EXPLAINABLE
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls

TEXT = "Inspectors went on board. They found much."

COUNTRIES = ("COL", "MDG", "MYS", "NAM")

NAMES = FacetLabels(
    Taxonomy({"country": Facet("country", {}, tuple(FacetValue(slug, {"en": slug}) for slug in COUNTRIES))}),
    {},
    (),
)


def result(section: tuple[str, ...] = (), snippet: str = TEXT, tags: Tags | None = None) -> ResultView:
    document = Document(Source("r", "A report", "report"), "r.pdf", "", (), (), (), 0, 1)
    passage = Passage("p1", 0, "r", "en", section, TEXT, (), tags or {})
    hit = Hit(passage, document, 1.0, "all", ((TextSpan(snippet, match=False),),))
    return result_view(hit, SearchRequest("board", {"country": ("NAM",)}), NAMES, Urls())


def test_heading() -> None:
    """A result is headed by the heading nearest to it, else by its document's title."""
    assert result(("Results", "At sea")).heading == "At sea"
    assert result().heading == "A report"


def test_url() -> None:
    """It leads to the passage and carries the search along."""
    assert result().url == "/passages/p1?q=board&country=NAM#passage"


def test_copies() -> None:
    """A result links to other passages of its wording, by document and page, and says how many more there are."""
    document = Document(Source("s", "Another report", "report"), "s.pdf", "", ("i", "ii"), (), (), 1, 1)
    copy = Passage("p2", 1, "s", "en", (), TEXT, (Span(2, 0, 9),), {})
    given = result()
    assert (given.copies, given.more_copies) == ((), 0)
    hit = Hit(copy, document, 1.0, "all", (), copies=((copy, document),), copy_count=3)
    shown = result_view(hit, SearchRequest("board"), NAMES, Urls())
    assert shown.copies == (Link("Another report, page ii", "/passages/p2?q=board#passage"),)
    assert shown.more_copies == 2
    assert [(each["id"], each["document"].id, each["pages"][0].label) for each in shown.result.copies] == [
        ("p2", "s", "ii")
    ]


def test_cuts() -> None:
    """An excerpt shows where the passage goes on before and after it."""
    cuts = [(excerpt.before, excerpt.after) for text in (TEXT, TEXT[:10], TEXT[5:10], TEXT[5:])
            for excerpt in result(snippet=text).excerpts]  # fmt: skip
    assert cuts == [(False, False), (False, True), (True, True), (True, False)]


def test_tags() -> None:
    """Countries are named, unless the passage is about nearly all of them."""
    assert result(tags={"country": ("NAM", "COL")}).tags == ("NAM", "COL")
    assert result(tags={"country": COUNTRIES}).tags == ()


def test_reasons_are_sentences() -> None:
    """Words found in the same fields share a sentence; then come synonyms, missing words and other features."""
    given = Explanation(
        matched=(MatchedTerm("salt", ("body",)), MatchedTerm("sea", ("body", "title")), MatchedTerm("wind", ("body",))),
        missing=("sun",),
        synonyms=(Synonym("brine", "en", "water", related=True), Synonym("SW", "en", "salt works", related=False)),
        features=("opening",),
    )
    assert explain(given) == (
        Reason(("salt", "wind"), "are in its text."),
        Reason(("sea",), "is in its text and in the document’s title."),
        Reason(("brine",), "is in its text: related to “water”."),
        Reason(("SW",), "is in its text: a synonym of “salt works”."),
        Reason(("sun",), "is not in this passage."),
        Reason((), FEATURE_MESSAGES["opening"]),
    )


def test_no_reasons() -> None:
    """A search without words has none to give."""
    assert explain(Explanation()) == ()


def test_all_evidence_has_words() -> None:
    """Every feature that is explained to readers has a sentence."""
    assert set(FEATURE_MESSAGES) == set(EXPLAINABLE)
