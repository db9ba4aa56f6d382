"""A language is one file: a corpus adds Italian, without a change of code."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.source_index import SilentProgress
from indexer.analysis.answer_cues import DATE, NUMBER, AnswerCues
from indexer.analysis.language_detection import detect_language, query_language
from indexer.analysis.language_registry import LANGUAGES_FOLDER, activate, active_languages, load_languages
from indexer.analysis.sentence_splitter import sentence_spans
from indexer.analysis.terms import index_terms
from indexer.build import build, is_current, load_corpus
from indexer.errors import CorpusError
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.read.heuristics import is_caption, numbered_pattern
from indexer.read.pdf.contents import contents_title
from indexer.read.repair.structure import references_title
from indexer.settings import Settings
from indexer.statements.classify import Classification
from indexer.statements.find_details import find_details
from indexer.statements.find_figures import find_figures
from service.app import create_app
from service.query.questions import is_question, question_type
from tests.conftest import FIXTURES
from tests.service.conftest import app_client

pytestmark = pytest.mark.anyio

LANGUAGES = FIXTURES.parent / "languages"
SENTENCE = "Gli ispettori del lavoro visitano i porti della costa"


@pytest.fixture(scope="module", autouse=True)
def _languages_as_shipped() -> Iterator[None]:
    """Other tests get back the languages as shipped."""
    before = active_languages()
    yield
    activate(before)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A corpus that adds Italian, and its index."""
    folder = tmp_path_factory.mktemp("italian")
    corpus = folder / "corpus"
    shutil.copytree(FIXTURES.parent / "other_corpus", corpus)
    (corpus / LANGUAGES_FOLDER).mkdir()
    shutil.copy(LANGUAGES / "it.toml", corpus / LANGUAGES_FOLDER)
    (corpus / "library").mkdir()
    shutil.copy(LANGUAGES / "porti.md", corpus / "library")
    found = Settings(data_dir=folder / "data", corpus_dir=corpus)
    build(load_corpus(found), found.data_dir, SilentProgress())
    return found


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service, which has Italian only from the index."""
    activate(load_languages())
    async with app_client(create_app(Settings(data_dir=settings.data_dir))) as client:
        yield client


def test_italian_is_unknown_without_its_file() -> None:
    """Its words are neither stemmed nor ignored, and no text is taken for it."""
    activate(load_languages())
    assert index_terms("gli ispettori", "it") == ["gli", "ispettori"]
    assert detect_language(SENTENCE) != "it"
    assert not is_caption("Tabella 2: le ispezioni")


def test_italian_is_analyzed_by_its_file() -> None:
    """Words are stemmed, stop words ignored, questions and their kinds, dates and cues recognized."""
    activate(load_languages(LANGUAGES))
    assert index_terms("gli ispettori", "it") == index_terms("dell'ispettore", "it")[-1:] == ["ispettor"]
    assert detect_language(SENTENCE) == query_language(SENTENCE) == "it"
    assert query_language("quanti ispettori lavorano a Genova") == "it"
    assert is_question("quanti ispettori lavorano a Genova", "it")
    assert not is_question("gli ispettori di Genova", "it")
    assert question_type("Quanti ispettori lavorano a Genova?", "it") == "number"
    assert question_type("Qual è l'anno della legge?", "it") != "date"
    assert question_type("quando visitano i porti", "it") == "date"
    assert "2019-09-03" in index_terms("il 3 settembre 2019", "it")
    text = "A settembre erano cinque."
    assert [kinds for _, _, kinds in AnswerCues(text, "it").in_sentence(0, len(text))][-2:] == [DATE, NUMBER]


def test_italian_figures_are_found_by_its_file() -> None:
    """Its number words, its words for large numbers and its months make figures and deadlines."""
    sentence = "Ventidue navi: venti-due porti, 3 milioni di reti, dal 4 settembre."
    activate(load_languages())
    assert [figure.value for figure in find_figures(sentence)] == [3, 4]
    activate(load_languages(LANGUAGES))
    found = [(figure.kind, figure.value) for figure in find_figures(sentence)]
    assert found == [("quantity", 22), ("quantity", 3_000_000), ("date", 4)]
    planned = Classification("planned", "will", "any", 0, 0)
    assert find_details("Saranno pronti before settembre 2030", planned).deadline == "settembre 2030"


def test_italian_documents_are_laid_out_by_its_file() -> None:
    """Captions, numbered headings, titles of contents and references, and abbreviations are recognized."""
    activate(load_languages(LANGUAGES))
    assert is_caption("Tabella 2: le ispezioni")
    assert numbered_pattern().match("Capitolo 3 Le ispezioni")
    assert contents_title().match("Indice")
    assert references_title().match("Riferimenti")
    assert len(sentence_spans("Il sig. Rossi visita il porto. Poi scrive.")) == 2


async def test_italian_is_found(client: httpx.AsyncClient) -> None:
    """A passage is in Italian, and is found by other forms of its words, by its date, and by a question."""
    for query, words in {
        "ispettore del porto": "Genova",
        "2019-09-03": "settembre 2019",
        "quanti ispettori lavorano a Genova?": "quaranta",
    }.items():
        response = await client.get("/api/v1/search", params={"q": query})
        answer = response.json()
        assert answer["total"], query
        assert re.search(words, response.text), query
    assert index_terms("gli ispettori", "it") == ["ispettor"]


def test_the_index_keeps_its_languages(settings: Settings) -> None:
    """Whoever opens the index analyzes as it was built, whatever is known besides."""
    activate(load_languages())
    generation = open_generation(live_folder(settings.data_dir))
    assert "it" in generation.languages
    assert "it" in active_languages()


def test_a_change_of_a_language_makes_the_index_stale(settings: Settings) -> None:
    """`build --if-changed` builds again once a language's file has changed."""
    assert is_current(load_corpus(settings), settings.data_dir)
    file = settings.corpus_dir / LANGUAGES_FOLDER / "it.toml"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before.replace('"anche", ', ""), encoding="utf-8")
        assert not is_current(load_corpus(settings), settings.data_dir)
    finally:
        file.write_text(before, encoding="utf-8")


def test_a_corpus_replaces_keys_of_a_shipped_language(tmp_path: Path) -> None:
    """A file for a shipped language says only what differs; all else stays as it was."""
    (tmp_path / "en.toml").write_text('[cues]\nno_dates = ["may", "march"]\n', encoding="utf-8")
    english, shipped = load_languages(tmp_path)["en"], load_languages()["en"]
    assert english.cues.no_dates == ("may", "march")
    assert english.cues.numbers == shipped.cues.numbers
    assert english.stopwords == shipped.stopwords


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('name = "Italiano"', "code"),
        ('code = "it"\nname = 3', "$.name"),
        ('code = "it"\nname = "I"\nstopword = ["il"]', "stopword"),
        ('code = "it"\nname = "I"\n[questions]\nfocus = ["("]', "$.questions.focus[0]"),
        ('code = "it"\nname = "I"\n[questions.kinds.colour]\nnouns = ["colore"]', "colour"),
        ('code = "it"\nname = "I"\nstemmer = "latin"', "'latin'"),
        ('code = "fr"\nname = "I"', "'code' is 'fr'"),
        ("code =", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """The error names the file and the key."""
    (tmp_path / "it.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_languages(tmp_path)
    assert "it.toml" in str(error.value)
    assert said in str(error.value)
