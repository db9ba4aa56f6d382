"""British and American spelling meet, before stemming and after."""

import pytest

from indexer.analysis.spelling import american_spelling
from indexer.analysis.terms import stem

PAIRS = [
    ("labour", "labor"),
    ("labourers", "laborers"),
    ("neighbouring", "neighboring"),
    ("organisation", "organization"),
    ("organised", "organized"),
    ("recognising", "recognizing"),
    ("analysed", "analyzed"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("centre", "center"),
    ("licence", "license"),
    ("defence", "defense"),
    ("travelled", "traveled"),
    ("labelling", "labeling"),
    ("modelling", "modeling"),
    ("dialogue", "dialog"),
    ("ageing", "aging"),
    ("enrolment", "enrollment"),
    ("fuelled", "fueled"),
    ("paralysed", "paralyzed"),
    ("paediatric", "pediatric"),
    ("anaemia", "anemia"),
    ("haemorrhage", "hemorrhage"),
    ("archaeologist", "archeologist"),
    ("foetus", "fetus"),
    ("sulphur", "sulfur"),
    ("enquiries", "inquiries"),
    ("judgement", "judgment"),
    ("manoeuvre", "maneuver"),
    ("jewellery", "jewelry"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_spellings_meet(british: str, american: str) -> None:
    """Both spellings of a word have one form."""
    assert american_spelling(british) == american_spelling(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour", "labourers"),
        ("travel", "travelling"),
        ("compel", "compelled"),
        ("enterprise", "enterprises"),
        ("control", "controlled"),
        ("skill", "skilled"),
        ("organize", "organised"),
        ("exercise", "exercised"),
    ],
)
def test_forms_of_a_word_still_meet(one: str, other: str) -> None:
    """What is done for spelling does not part the forms of one word."""
    stems = {stem(one, "en"), stem(other, "en")}
    assert len(stems) == 1 or stems == {"labor"}


@pytest.mark.parametrize("word", ["four", "hour", "rise", "wise", "tall", "contour", "seller", "our"])
def test_other_words_stay(word: str) -> None:
    """Words that only look so keep their spelling."""
    assert american_spelling(word) == word
