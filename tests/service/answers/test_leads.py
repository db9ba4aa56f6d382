"""What a sentence cannot be understood without."""

import pytest

from service.answers.leads import lead_of
from service.answers.sentences import analyze_passage


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The Act was drafted in 2018. It entered into force in 2023.", "The Act was drafted in 2018."),
        ("The Act was drafted in 2018. The guild was glad.", None),
        ("How is a claim filed? With form S-7.", "How is a claim filed?"),
        ("The office keeps:\n- nets;\n- ropes;\n- hooks.", "The office keeps:"),
        ("Il est recommandé de :\nétendre la couverture ;\nformer les inspecteurs ;", "Il est recommandé de :"),
        ("Boats are old.\n- nets\n- hooks", None),
        ("Port | Boats\nTulear | 12\nMorondava | 9", "Port | Boats"),
        ("Tulear | 12\nMorondava | 9", None),
    ],
)
def test_leads(text: str, lead: str | None) -> None:
    """The last sentence of a passage is led into by what it refers to, by its list's words or by its table's heads."""
    sentences = analyze_passage(text, "fr" if "recommandé" in text else "en").sentences
    found = sentences[-1].lead
    assert (None if found is None else text[sentences[found].start : sentences[found].end]) == lead


def test_first_sentence() -> None:
    """The first sentence of a passage has nothing before it."""
    assert lead_of(["It was so."], 0, refers_back=True) is None
