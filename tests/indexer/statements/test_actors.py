"""Reading the lexicon of actors."""

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.statements.actors import EMPTY_LEXICON, FILE, load_actors

LEXICON = """
[programme]
heads = ["project*"]
[pronoun]
heads = ["it"]
[[group]]
name = "workers"
heads = ["trade union*"]
"""


def test_the_lexicon_is_read(tmp_path: Path) -> None:
    """Groups keep their order; heads are whole words, or beginnings where they end in a star."""
    (tmp_path / FILE).write_text(LEXICON, encoding="utf-8")
    lexicon = load_actors(tmp_path)
    assert [group for group, _ in lexicon.groups] == ["workers"]
    assert lexicon.groups[0][1].search("two trade unions")
    assert not lexicon.groups[0][1].search("two trades")


def test_a_corpus_may_know_nobody(tmp_path: Path) -> None:
    """Without the file there are no actors, and no error."""
    assert load_actors(tmp_path) == EMPTY_LEXICON


def test_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """Groups are those that the pages can show."""
    (tmp_path / FILE).write_text(LEXICON.replace('"workers"', '"cats"'), encoding="utf-8")
    with pytest.raises(CorpusError, match="no group 'cats'"):
        load_actors(tmp_path)
