"""Words of similar meaning: queries in another language than the documents, with a small encoder."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.source_index import SilentProgress
from indexer.analysis.encoder import open_encoder
from indexer.build import build, load_corpus
from indexer.errors import IndexVersionMismatch
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.index.word_vectors import WordVectors, to_bits, write_word_vectors
from indexer.records.thesaurus import Thesaurus
from indexer.settings import ROOT, Settings
from service.query.expansion import Expander
from service.query.grammar import parse
from service.query.neighbours import Neighbours
from service.search.local_engine import LocalEngine
from service.search.protocol import ResultPage, SearchRequest
from service.search.searcher import open_searcher
from tests.small_encoder import write_encoder

VECTORS = {
    "belfry": (1.0, 0.0, 0.0), "campanario": (0.9, 0.3, 0.0), "sexton": (0.0, 1.0, 0.0), "sacristán": (0.1, 0.9, 0.2),
    "saffron": (0.0, 0.0, 1.0), "verger": (0.0, 0.9, 0.4),
}  # fmt: skip
QUESTION = "¿Dónde vive el sacristán del campanario de Zubia?"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_encoder(tmp_path_factory.mktemp("encoder") / "model", VECTORS))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, encoder: str) -> Path:
    """An index of a few English texts, with the vectors of their words."""
    folder = tmp_path_factory.mktemp("meaning")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "coast.md").write_text(
        "# The coast of Zubia\n\n## The church\n\nThe sexton of the belfry lives in the old house by the pier.\n\n"
        "## Fields\n\nSaffron grows in the fields behind the town, and is sold in the market every spring.\n",
        encoding="utf-8",
    )
    settings = Settings(data_dir=folder / "data", corpus_dir=ROOT / "corpus", encoder=encoder)
    build(load_corpus(settings, [sources]), folder / "data", SilentProgress(), briefing="never", encoder=encoder)
    return folder / "data"


@pytest.fixture(scope="module")
def generation(data: Path) -> Generation:
    return open_generation(live_folder(data))


def search(data: Path, encoder: str, **parameters: object) -> ResultPage:
    return LocalEngine(data, encoder=encoder).search(SearchRequest(QUESTION, **parameters))  # type: ignore[arg-type]  # a test's


def test_neighbours_are_searched_and_listed(data: Path, encoder: str) -> None:
    """A question in Spanish finds the English passage by words of similar meaning, which are named as such."""
    page = search(data, encoder)
    assert "belfry" in page.hits[0].passage.text
    assert {each.text for each in page.expansions if each.kind == "meaning"} >= {"belfry", "sexton"}
    marked = {span.text for snippet in page.hits[0].snippets for span in snippet if span.match}
    assert {"belfry", "sexton"} <= marked


def test_a_removed_neighbour_is_not_searched(data: Path, encoder: str) -> None:
    """A word of similar meaning is removed like a synonym."""
    page = search(data, encoder, without=("belfry",))
    assert "belfry" not in {each.text for each in page.expansions}
    assert "sexton" in {each.text for each in page.expansions}


def test_words_only(data: Path, encoder: str) -> None:
    """Nothing but the words of the query is searched where the reader asks for it."""
    page = search(data, encoder, words_only=True)
    assert page.expansions == ()
    assert page.by_meaning == 0


def test_results_without_a_word_of_the_query(data: Path, encoder: str) -> None:
    """They are counted, and each says how it was found."""
    page = LocalEngine(data, encoder=encoder).search(SearchRequest("¿Dónde está el sacristán del campanario?"))
    [hit] = page.hits
    assert hit.explanation.found_by == "meaning"
    assert page.by_meaning == 1


def test_english_needs_no_encoder(generation: Generation, encoder: str) -> None:
    """A query in the language of most passages is not encoded, and stays as it is."""
    expander = open_searcher(generation, encoder=open_encoder(encoder)).expander
    query = parse("Where does the sexton of the belfry live?")
    assert not expander.needs_encoder(query)
    assert not any(each.by_meaning for each in expander.expand(query).expansions)
    assert expander.needs_encoder(parse(QUESTION))


def test_phrases_and_exclusions_stay_literal(generation: Generation, encoder: str) -> None:
    """Only plain words have neighbours."""
    expander = open_searcher(generation, encoder=open_encoder(encoder)).expander
    expanded = expander.expand(parse('¿Dónde vive "el sacristán" del pueblo de la costa -campanario?'))
    assert not {"sexton", "belfry"} & {each.text for each in expanded.expansions}


def test_a_foreign_index_is_refused(generation: Generation, tmp_path: Path) -> None:
    """Vectors of another encoder are not compared: the error says which, and what to do."""
    other = write_encoder(tmp_path / "other", VECTORS | {"salt": (0.0, 0.0, 1.0)})
    with pytest.raises(IndexVersionMismatch, match=r"VERBATIM_ENCODER.*indexer build"):
        open_searcher(generation, encoder=open_encoder(str(other)))


def test_a_corpus_without_a_glossary(generation: Generation, encoder: str) -> None:
    """Words of similar meaning need no glossary: the language of a question of four words is detected."""
    found = open_encoder(encoder)
    assert found is not None
    expander = Expander(Thesaurus(), generation.languages, Neighbours(found, generation.word_vectors))
    assert {each.text for each in expander.expand(parse(QUESTION)).expansions} == {"belfry", "sexton"}


def test_without_the_encoder_words_are_searched(generation: Generation) -> None:
    """An index with vectors is served by its words where the setting is none."""
    expander = open_searcher(generation, encoder=None).expander
    assert not expander.needs_encoder(parse(QUESTION))


def test_the_language_of_words_without_stop_words(tmp_path: Path, encoder: str) -> None:
    """A few words are in the language whose passages have all of them; English is only the default."""
    model = open_encoder(encoder)
    assert model
    words = ["clocher", "fou", "zubia", "campanario", "puente", "zubia"]
    numbers = np.ones((len(words), 3), np.int8)
    write_word_vectors(tmp_path, words, numbers, to_bits(numbers))
    vectors = WordVectors(tmp_path, {"fr": 3, "es": 3})
    expander = Expander(Thesaurus(), ("fr", "es"), Neighbours(model, vectors))

    def language(text: str) -> str:
        return expander.expand(parse(text)).language

    assert language("clocher") == language("clocher Zubia") == "fr"
    assert language("campanario Zubia") == language("campanario lantern") == "es"
    assert language("clocher campanario") == language("lantern") == language("the clocher") == "en"
