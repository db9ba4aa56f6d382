"""Contents pages in the engine's order."""

import pytest

from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from tests.conftest import build_index
from tests.indexer.read.pdf.typeset import heading, lines, typeset

TITLES = ("Sheds of the coast", "Nets and ropes", "Wages of the crews", "Boats and their owners", "Fees of the port")
BODY = (
    "The villages looked into this in the spring and wrote down",
    "what they had seen and what they want to change.",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """An engine over a PDF with a contents page and a chapter for each of its lines."""
    folder = tmp_path_factory.mktemp("demoted")
    entries = [f"{title} {'.' * 60} {page}" for page, title in enumerate(TITLES, 2)]
    pages = [[heading("Contents", 780), lines(*entries)]]
    pages += [
        [heading(title, 780), lines(*BODY, *(f"They know of {title.lower()} from long ago.",) * 3)] for title in TITLES
    ]
    return LocalEngine(build_index(folder / "data", typeset(folder / "port.pdf", pages)))


@pytest.mark.parametrize("query", [*TITLES, *(f'"{title}"' for title in TITLES)])
def test_a_line_of_contents_is_never_the_first_hit_for_its_title(engine: LocalEngine, query: str) -> None:
    """Words and exact phrases find the chapter first, and the contents page behind it."""
    hits = [hit for hit in engine.search(SearchRequest(text=query)).hits if hit.matched == "all"]
    assert not hits[0].passage.demoted
    assert hits[-1].passage.demoted
