"""Signs of the kinds of things that questions ask for."""

import pytest

from indexer.analysis.answer_cues import (
    DATE,
    DEFINING,
    MANNER,
    NAME,
    NUMBER,
    ORGANIZATION,
    REASON,
    SEPARATOR,
    SHARE,
    AnswerCues,
)


def signs(kind: int, text: str, language: str) -> list[str]:
    """The signs of a kind in a text of one sentence."""
    return [
        text[start:end] for start, end, kinds in AnswerCues(text, language).in_sentence(0, len(text)) if kinds & kind
    ]


@pytest.mark.parametrize(
    ("kind", "text", "language", "found"),
    [
        (NUMBER, "In 2019 they built 14 boats and three piers.", "en", ["14", "three"]),
        (NUMBER, "Hay 1.200 barcos y dos muelles.", "es", ["1.200", "dos"]),
        (NUMBER, "Hai thuyền.", "vi", ["Hai"]),
        (NUMBER, "12. They built 14 boats.", "en", ["14"]),
        (NUMBER, "Action Raft-2.3 built 1.5 boats.", "en", ["1.5"]),
        (SHARE, "One in eight boats, and one out of ten piers.", "en", ["One in eight", "one out of ten"]),
        (SHARE, "Una de cada tres barcas.", "es", ["Una de cada tres"]),
        (SHARE, "Une barque, soit un sur deux.", "fr", ["un sur deux"]),
        (SHARE, "A leak was found in 12 per cent of boats, or 12%.", "en", ["12 per cent", "12%"]),
        (SHARE, "Half of them and a third of the others.", "en", ["Half", "third"]),
        (DATE, "Le quai fut construit en mars 1911.", "fr", ["mars", "1911"]),
        (DATE, "Au XIXe siècle.", "fr", ["XIXe siècle"]),
        (DATE, "Mở cửa năm 2019.", "vi", ["năm", "2019"]),
        (NAME, "The pier of Anna Bell was closed.", "en", ["Anna", "Bell"]),
        (NAME, "Il vit à Tuléar.", "fr", ["Tuléar"]),
        (NAME, "The Harbour was closed.", "en", ["The", "Harbour"]),
        (ORGANIZATION, "ACME and the Ministry of Ana Bell.", "en", ["ACME", "Ministry"]),
        (REASON, "It was closed because it leaked.", "en", ["because"]),
        (MANNER, "It was closed by law.", "en", ["by"]),
        (DEFINING, "A bollard is a post.", "en", ["is"]),
        (SEPARATOR, "Nets, ropes and sails", "en", [","]),
        (NUMBER, "Telo sambo.", "mg", []),
    ],
)
def test_signs(kind: int, text: str, language: str, found: list[str]) -> None:
    """Numbers but for years, shares, dates, names and the words of reasons are found at their offsets, in order."""
    assert signs(kind, text, language) == found


def test_each_sentence_has_its_own() -> None:
    """A sentence has only its own cues, and a capital letter at its start makes no name."""
    text = "It cost 12.\nThe boats of Bell."
    found = AnswerCues(text, "en")
    assert [text[start:end] for start, end, _ in found.in_sentence(0, 11)] == ["12"]
    assert [text[start:end] for start, end, _ in found.in_sentence(12, len(text))] == ["Bell"]


def test_speaking_of_oneself() -> None:
    """The first person is found in the sentence that has it, and in no other."""
    text = "Today I am proud. She is."
    found = AnswerCues(text, "en")
    assert found.is_first_person(0, 17)
    assert not found.is_first_person(18, len(text))
