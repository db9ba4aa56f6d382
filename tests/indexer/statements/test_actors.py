"""Actors: the lexicon, and which words before a verb are its subject."""

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.settings import ROOT
from indexer.statements.actors import ACTORS_FILE, EMPTY_LEXICON, load_actors

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
    (tmp_path / ACTORS_FILE).write_text(LEXICON, encoding="utf-8")
    lexicon = load_actors(tmp_path)
    assert [group for group, _ in lexicon.groups] == ["workers"]
    assert lexicon.groups[0][1].search("two trade unions")
    assert not lexicon.groups[0][1].search("two trades")


def test_a_corpus_may_know_nobody(tmp_path: Path) -> None:
    """Without the file there are no actors, and no error."""
    assert load_actors(tmp_path) == EMPTY_LEXICON


def test_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """Groups are those that the pages can show."""
    (tmp_path / ACTORS_FILE).write_text(LEXICON.replace('"workers"', '"cats"'), encoding="utf-8")
    with pytest.raises(CorpusError, match="group 'cats': name is 'cats'; write one of"):
        load_actors(tmp_path)


SUBJECTS = load_actors(ROOT / "corpus" / "rules").subjects


@pytest.mark.parametrize(
    ("before", "wanted", "fits"),
    [
        ("The Ministry of Labour ", "actor", True),
        ("In March 2023, the Governing Body ", "actor", True),
        ("The Ministry, the unions and the employers ", "actor", True),
        ("Tajikistan ", "actor", True),
        ("El Consejo de Ministros ", "actor", True),
        ("Le gouvernement ", "actor", True),
        ("(b) UNFPA ", "actor", True),
        ("The Blue Harbour League ", "actor", True),
        ("Prices ", "actor", False),
        ("Demand ", "actor", False),
        ("The report of the Ministry ", "actor", False),
        ("In the Ministry, prices ", "actor", False),
        ("The study helped the Ministry and ", "actor", False),
        ("The Ministry is the one that ", "actor", False),
        ("It was signed by the Ministry, which ", "actor", False),
        ("The Fund has never reached its ", "actor", False),
        ("They ", "agent", True),
        ("The programme ", "programme", True),
        ("The programme ", "actor", False),
        ("Prices ", "any", True),
    ],
)
def test_the_subject_is_judged(before: str, wanted: str, *, fits: bool) -> None:
    """An actor counts where it is the subject, not after "of", as an object or in another clause."""
    assert SUBJECTS.matches(wanted, before) is fits
