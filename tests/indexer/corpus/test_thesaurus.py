"""The thesaurus file, and its copy in a generation."""

from pathlib import Path

import pytest

from indexer.corpus.thesaurus import load_thesaurus
from indexer.errors import CorpusError
from indexer.index.record_file import read_json, write_json
from indexer.records.thesaurus import Concept, Thesaurus

TEXT = """
[[concept]]
en = ["salt works", "SW"]
fr = ["saline"]
related = ["salt trade"]
not_in = ["Salt Works Congress"]
as_written = ["SEL"]
"""
SALT = Concept({"en": ("salt works", "SW"), "fr": ("saline",)}, ("salt trade",), ("Salt Works Congress",), ("SEL",))


def written(folder: Path, text: str) -> Path:
    path = folder / "thesaurus.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_thesaurus_is_read(tmp_path: Path) -> None:
    """Names by language, in their order, and what goes with them."""
    assert load_thesaurus(written(tmp_path, TEXT)) == Thesaurus((SALT,))


def test_a_corpus_may_do_without(tmp_path: Path) -> None:
    """Without the file the thesaurus is empty."""
    assert load_thesaurus(tmp_path / "thesaurus.toml") == Thesaurus()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[concept]]\nrelated = ["x"]', "concept 1: has no names"),
        ('[[concept]]\nde = ["Salz"]', "unknown key 'de'"),
        ('[[concept]]\nen = "salt"', "concept 1: 'en' must be a list of texts"),
        ('[[word]]\nen = ["salt"]', "unknown key 'word'"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    """The error says what is wrong, where, and what to do."""
    with pytest.raises(CorpusError, match=message):
        load_thesaurus(written(tmp_path, text))


def test_a_generation_keeps_a_copy(tmp_path: Path) -> None:
    """A thesaurus is read as it was written."""
    write_json(tmp_path / "t.json", Thesaurus((SALT,)))
    assert read_json(tmp_path / "t.json", Thesaurus) == Thesaurus((SALT,))
