"""Whether the words before a verb have an actor for their subject."""

import pytest

from indexer.settings import ROOT
from indexer.statements.actors import load_actors

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
    """An actor counts where it is the subject, not where it stands in an "of", an object or another clause."""
    assert SUBJECTS.fits(wanted, before) is fits
