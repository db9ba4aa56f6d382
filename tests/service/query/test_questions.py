"""What reads as a question."""

import pytest

from indexer.analysis.language_detection import detect_language
from service.query.questions import is_question


@pytest.mark.parametrize(
    "text",
    [
        "How many coffee workers were trained in Colombia",
        "who chairs the commission",
        "In which year was the convention ratified",
        "did Namibia ratify the convention",
        "is there a toolkit for coffee",
        "labour inspection in Namibia?",
        "¿Cuántas trabajadoras hay?",
        "cuantos inspectores recibieron formación de la OIT",
        "en qué año ratificó el convenio",
        "por qué se creó la comisión",
        "Combien de femmes travaillent dans le textile",
        "Quelle est la part des femmes",
        "est-ce que le guide existe",
        "y a-t-il une boîte à outils pour le café",
        "où se trouve le guide",
        "Có bao nhiêu người lao động được đào tạo",
        "quyền của người lao động là gì",
        "ai đã phê chuẩn công ước",
        "Việt Nam có phê chuẩn công ước không",
    ],
)
def test_questions(text: str) -> None:
    """A question mark, or the words that open or close a question in the four languages."""
    assert is_question(text, detect_language(text))


@pytest.mark.parametrize(
    "text",
    [
        "labour inspection Namibia",
        "commitments on labour inspection in Namibia",
        "Can Tho province",
        "which",
        "in the coffee sector",
        "trabajo forzoso en Malasia",
        "la inspección del trabajo en las fincas",
        "le travail des femmes dans le textile",
        "quyền của người lao động",
        "",
    ],
)
def test_not_questions(text: str) -> None:
    """Lists of words, titles and names are not questions."""
    assert not is_question(text, detect_language(text))
