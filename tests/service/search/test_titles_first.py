"""Queries that are the title of a passage, as the questions of an FAQ are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.evaluation_set import EvaluationSet, SetPassage
from benchmarks.set_index import build_set
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

FAQ = {
    "How long may a ferry keep my parcel?": "It depends on its size. Ask at the quay.",
    "How long may a parcel stay at the quay?": "A ferry may keep my parcel as long as a parcel may be kept.",
    "Parcel": "How long may a ferry keep it? A ferry may keep a parcel, and a ferry keeps parcels, long or not.",
    'What does "on deck" cost?': "Nothing, but for dogs.",
    "May a ferry keep my dog?": "Dogs travel on deck. How long may a ferry keep my parcel and my dog? See above.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """An engine over an FAQ whose texts repeat the words of other titles."""
    data: Path = tmp_path_factory.mktemp("faq")
    passages = tuple(
        SetPassage(str(number), str(number), title, "en", text) for number, (title, text) in enumerate(FAQ.items())
    )
    build_set(EvaluationSet("faq", passages, ()), data)
    return LocalEngine(data)


@pytest.mark.parametrize("title", FAQ)
@pytest.mark.parametrize("change", [str, str.lower, str.upper, lambda text: text.rstrip("?")])
def test_the_passage_whose_title_is_asked_comes_first(
    engine: LocalEngine, title: str, change: Callable[[str], str]
) -> None:
    """In any case and without its mark; and before texts that have the words more often, or all of them elsewhere."""
    [first, *_] = engine.search(SearchRequest(text=change(title))).hits
    assert first.document.source.title == title
