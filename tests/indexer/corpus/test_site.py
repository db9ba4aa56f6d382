"""The corpus's words about itself, read strictly."""

from pathlib import Path

import pytest

from indexer.corpus.site import load_site
from indexer.errors import CorpusError, IndexUnavailable
from indexer.index.record_file import read_json, write_json
from indexer.records.site import ChainKeyFigures, ExampleQuestion, KeyFigure, SiteText, translation
from indexer.records.taxonomy import Facet, FacetValue, Taxonomy

TAXONOMY = Taxonomy(
    {"chain": Facet("chain", {}, (FacetValue("pearls", {"en": "Pearls"}), FacetValue("salt", {"en": "Salt"})))}
)

WHOLE = """
name = "Harbours"
tagline.en = "What harbours do"
introduction = { en = "Of pearls and salt.", es = "De perlas y sal." }

[[question]]
words.en = "How many pearls are there?"

[[question]]
words.en = "Where is the salt?"
search = "salt place"

[[chain]]
chain = "salt"
[[chain.figure]]
value = "77 per cent"
words = { en = "of the salt", fr = "du sel" }
search = "77 per cent salt"
"""

READ = SiteText(
    name="Harbours",
    tagline={"en": "What harbours do"},
    introduction={"en": "Of pearls and salt.", "es": "De perlas y sal."},
    questions=(
        ExampleQuestion({"en": "How many pearls are there?"}, "How many pearls are there?"),
        ExampleQuestion({"en": "Where is the salt?"}, "salt place"),
    ),
    chains=(
        ChainKeyFigures("salt", (KeyFigure("77 per cent", {"en": "of the salt", "fr": "du sel"}, "77 per cent salt"),)),
    ),
)


def load(folder: Path, text: str) -> SiteText:
    path = folder / "site.toml"
    path.write_text(text, encoding="utf-8")
    return load_site(path, TAXONOMY)


def test_read(tmp_path: Path) -> None:
    """Everything in the file is read; a question without a search is its own."""
    site = load(tmp_path, WHOLE)
    assert site == READ
    assert site.figures("salt")[0].value == "77 per cent"
    assert site.figures("pearls") == ()


@pytest.mark.parametrize("text", ["", "name = 'Harbours'"])
def test_everything_may_be_left_out(tmp_path: Path, text: str) -> None:
    """A site file may say little or nothing, and there need not be one."""
    assert load(tmp_path, text).questions == ()
    assert load_site(tmp_path / "nowhere.toml", TAXONOMY) == SiteText()


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('name = "Harbours"', "name = 3", "name"),
        ('name = "Harbours"', 'title = "Harbours"', "unknown key 'title'"),
        ('tagline.en = "What harbours do"', 'tagline = "What harbours do"', "tagline"),
        ('tagline.en = "What harbours do"', 'tagline.es = "Los puertos"', "'en' is missing"),
        ('tagline.en = "What harbours do"', 'tagline = { en = "x", tlh = "y" }', "unknown key 'tlh'"),
        ('words.en = "Where is the salt?"', 'colour = "blue"', "unknown key 'colour'"),
        ('search = "salt place"', 'search = " "', "search"),
        ('search = "salt place"', f'search = "{"x" * 201}"', "more than 200 characters"),
        ('chain = "salt"', 'chain = "gold"', "write one of pearls, salt"),
        ('chain = "salt"', 'chain = "pearls"\n[[chain]]\nchain = "pearls"', "another block"),
        ('value = "77 per cent"', f'value = "{"7" * 21}"', "more than 20 characters"),
        ('search = "77 per cent salt"', "", "'search' is missing"),
    ],
)
def test_refused(tmp_path: Path, written: str, instead: str, problem: str) -> None:
    """A malformed, unknown, repeated or too long value is refused, with the file and the key."""
    assert written in WHOLE
    with pytest.raises(CorpusError, match=r"site\.toml") as error:
        load(tmp_path, WHOLE.replace(written, instead))
    assert problem in str(error.value)


def test_number_of_figures(tmp_path: Path) -> None:
    """A card has one to three figures."""
    figure = WHOLE[WHOLE.index("[[chain.figure]]") :]
    assert len(load(tmp_path, WHOLE + figure * 2).figures("salt")) == 3
    for text in (WHOLE + figure * 3, WHOLE.replace(figure, "")):
        with pytest.raises(CorpusError, match="1 to 3 blocks"):
            load(tmp_path, text)


def test_kept_in_a_generation(tmp_path: Path) -> None:
    """A generation stores the text as it was read; a damaged copy is reported."""
    for site in (READ, SiteText()):
        write_json(tmp_path / "site.json", site)
        assert read_json(tmp_path / "site.json", SiteText) == site
    (tmp_path / "site.json").write_text('{"questions": [{"search": "salt"}]}')
    with pytest.raises(IndexUnavailable, match="damaged"):
        read_json(tmp_path / "site.json", SiteText)


def test_languages() -> None:
    """A text is given in the language asked for, else in English."""
    words = {"en": "salt", "es": "sal"}
    assert (translation(words, "es"), translation(words, "vi"), translation({}, "es")) == ("sal", "salt", "")
