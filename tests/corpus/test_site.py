"""The corpus has what the home page promises: an answer to each question, and each figure in its source."""

from pathlib import Path

import pytest

from indexer.corpus.site import load_site
from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.site import ExampleQuestion, KeyFigure, translation
from indexer.records.taxonomy import normalize_name
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from tests.conftest import CORPUS, build_index
from tests.shared import SHARED, needs_shared

SITE = load_site(CORPUS / "site.toml", load_taxonomy(CORPUS / "taxonomy.toml"))
FIGURES = [(entry.chain, figure) for entry in SITE.chains for figure in entry.figures]

figures = pytest.mark.parametrize(
    ("chain", "figure"), FIGURES, ids=[f"{chain}: {translation(figure.value)}" for chain, figure in FIGURES]
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """The engine over the corpus as it is shipped."""
    return LocalEngine(build_index(tmp_path_factory.mktemp("corpus"), CORPUS / "briefing"))


@pytest.fixture(scope="module")
def report_engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """The engine over the report itself."""
    return LocalEngine(build_index(tmp_path_factory.mktemp("report"), SHARED / "corpus" / "report.md"))


def first_page(engine: LocalEngine, chain: str, figure: KeyFigure) -> list[str]:
    """The passages that a figure's search shows first."""
    page = engine.search(SearchRequest(text=figure.search, filters={"chain": (chain,)}))
    return [hit.passage.text for hit in page.hits]


def holds(text: str, value: str) -> bool:
    """Return whether a text has a figure, not as a part of another number or word."""
    return f" {normalize_name(value)} " in f" {normalize_name(text)} "


@pytest.mark.parametrize("question", SITE.questions, ids=lambda question: question.search)
def test_questions_have_answers(engine: LocalEngine, question: ExampleQuestion) -> None:
    """Each question's search gives a first result that holds two of its words or more."""
    page = engine.search(SearchRequest(text=question.search))
    assert page.hits
    assert sum(fragment.match for snippet in page.hits[0].snippets for fragment in snippet) >= 2


@figures
def test_figures_are_in_the_passage_they_cite(engine: LocalEngine, chain: str, figure: KeyFigure) -> None:
    """Each figure is in the first passage that its search finds within its chain."""
    assert holds(first_page(engine, chain, figure)[0], translation(figure.value))


@needs_shared
@figures
def test_figures_are_in_the_report(report_engine: LocalEngine, chain: str, figure: KeyFigure) -> None:
    """The figures are still found when the report itself is indexed instead of the briefing."""
    assert any(holds(text, translation(figure.value)) for text in first_page(report_engine, chain, figure)[:3])


def test_every_chain_of_the_report_has_a_card() -> None:
    """The five supply chains have two or three figures each."""
    assert [entry.chain for entry in SITE.chains] == [
        "coffee-colombia", "textiles-madagascar", "rubber-gloves-malaysia", "fisheries-namibia", "electronics-viet-nam",
    ]  # fmt: skip
    assert all(2 <= len(entry.figures) <= 3 for entry in SITE.chains)
    assert Path(CORPUS / "site.toml").is_file()
