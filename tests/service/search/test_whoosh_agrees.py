"""Answers over made-up corpora, against Whoosh's own searcher: its totals, its facet counts, its ten best by BM25."""

import math
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.query import And, NullQuery, Or, Phrase, Prefix, Term
from whoosh.query import Query as WhooshQuery
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from benchmarks.passages import Row, write_generation
from indexer.analysis.terms import stem
from indexer.index.folders import CURRENT, GENERATIONS
from indexer.index.generation import Generation, open_generation
from service.search.local_engine import LocalEngine
from service.search.protocol import Mode, ResultPage, SearchRequest
from service.search.weights import FieldWeight, Weights

WORDS = ("tea", "cocoa", "rubber", "glov", "fish", "vessel", "port", "farm", "cotton", "mill", "loom", "thread")
"""Words that are their own stems, so that what is asked of Whoosh is what is asked of us."""

PLAIN = Weights(fields={"body": FieldWeight(1.0, 0.75)}, reranked=0)
"""BM25 over the text alone, without what we add to it."""

QUERIES_EACH = 12

texts = st.lists(st.sampled_from([*WORDS, *WORDS[:4], "the", "of"]), min_size=1, max_size=60).map(" ".join)
countries = st.lists(st.sampled_from(["Namibia", "Colombia", "Malaysia"]), unique=True, max_size=3).map(tuple)
rows = st.builds(
    Row,
    document=st.sampled_from(["a", "b", "c"]),
    title=st.just("Title"),
    text=texts,
    countries=countries,
    sector=st.sampled_from(["fisheries", "coffee"]),
)
corpora = st.lists(rows, min_size=1, max_size=60, unique_by=lambda row: row.text).map(
    lambda found: sorted(found, key=lambda row: row.document)
)


@st.composite
def searches(draw: st.DrawFn) -> tuple[SearchRequest, WhooshQuery, WhooshQuery, bool]:
    """A search, what it finds and what it excludes in Whoosh's terms, and whether both score it alike.

    Whoosh scores a phrase as its words and a prefix as a constant or as its words one by one; we score each as one.
    """
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
    terms = [Term("body", word) for word in words]
    kind = draw(st.sampled_from(["any", "all", "not", "phrase", "prefix"]))
    filters: dict[str, tuple[str, ...]] = draw(
        st.sampled_from([{}, {"country": ("namibia",)}, {"country": ("colombia", "malaysia")}])
    )
    match: Mode = "any"
    text, query, excluded = " ".join(words), Or(terms), NullQuery
    if kind == "all":
        query, match = And(terms), "all"
    elif kind == "not":
        left_out = draw(st.sampled_from(WORDS))
        text, excluded = f"{text} -{left_out}", Term("body", left_out)
    elif kind == "phrase":
        words = draw(st.lists(st.sampled_from([*WORDS[:3], "the"]), min_size=2, max_size=3))
        text, query, match = f'"{" ".join(words)}"', Phrase("exact", words), "all"
    elif kind == "prefix":
        text, query, match = f"{words[0][:3]}*", Prefix("exact", words[0][:3]), "all"
    return SearchRequest(text, filters, match=match), query, excluded, kind not in ("phrase", "prefix")


class OurWeight(BM25F):  # type: ignore[misc]  # Whoosh is not typed
    """Whoosh's BM25 with the idf that we use, which is never negative and needs no constant added."""

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        held, count = searcher.doc_frequency(fieldname, text), searcher.doc_count_all()
        return math.log(1 + (count - held + 0.5) / (held + 0.5))


def test_the_words_are_their_own_stems() -> None:
    """Each word of the generated corpora equals its stem."""
    assert [stem(word, "en") for word in WORDS] == list(WORDS)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpus=corpora, asked=st.lists(searches(), min_size=QUERIES_EACH, max_size=QUERIES_EACH))
@pytest.mark.parametrize("image", [True, False])
def test_answers_are_whooshs(
    tmp_path: Path, corpus: list[Row], asked: list[tuple[SearchRequest, WhooshQuery, WhooshQuery, bool]], *, image: bool
) -> None:
    """On every corpus and query, from the image as from the postings."""
    shutil.rmtree(tmp_path)
    folder = tmp_path / GENERATIONS / "one"
    folder.mkdir(parents=True)
    write_generation(corpus, folder)
    (tmp_path / CURRENT).write_text(folder.name, encoding="utf-8")
    generation = open_generation(folder)
    engine = LocalEngine(tmp_path, weights=PLAIN, image=image)
    for searcher in opened(generation):
        for request, query, excluded, scored in asked:
            page = engine.search(request)
            if page.mode == request.match:
                matching = set(searcher.docs_for_query(query)) - set(searcher.docs_for_query(excluded))
                best = {hit.docnum: hit.score for hit in searcher.search(query, limit=None)} if scored else {}
                check(page, matching, best, generation)


def opened(generation: Generation) -> Iterator[Searcher]:
    """Whoosh's searcher over a generation, once."""
    index = open_dir(generation.whoosh_folder)
    with index.searcher(weighting=OurWeight(B=0.75, K1=PLAIN.k1)) as searcher:
        yield searcher
    index.close()


def check(page: ResultPage, matching: set[int], best: dict[int, float], generation: Generation) -> None:
    """Compares an answer with what matches by Whoosh, and with its scores of that where there are any."""
    wanted = set(page.request.filters.get("country", ()))
    values = {ordinal: generation.combinations[generation.combination_ids[ordinal]] for ordinal in matching}
    passing = {ordinal for ordinal in matching if not wanted or wanted & set(values[ordinal]["country"])}
    assert page.total == len(passing)
    for facet, weighted_features in (("country", matching), ("sector", passing)):
        expected = Counter(value for ordinal in weighted_features for value in values[ordinal][facet])
        found = {each.value: each.count for each in page.facets[facet] if each.count}
        assert found == expected
    if best:
        scores = {ordinal: best[ordinal] for ordinal in passing}
        highest = sorted(scores.values(), reverse=True)[:10]
        hits = page.hits if page.mode == "any" else page.hits[: page.total]
        assert [hit.score for hit in hits] == pytest.approx(highest, rel=1e-5)
        assert [scores[hit.passage.ordinal] for hit in hits] == pytest.approx(highest, rel=1e-5)
