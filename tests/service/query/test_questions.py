"""Which queries are questions, and of which kind."""

import pytest

from indexer.analysis.language_detection import detect_language
from service.query.questions import QUESTION_TYPES, is_question, question_type


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


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How many boats were built?", "en", "number"),
        ("What is the length of the pier?", "en", "number"),
        ("What percentage of boats leak?", "en", "share"),
        ("When was the pier built?", "en", "date"),
        ("Who built the pier?", "en", "person"),
        ("Which captain and which king sailed?", "en", "person"),
        ("What was the boat called?", "en", "name"),
        ("What is the name of the pier?", "en", "name"),
        ("Which company owns the pier?", "en", "organisation"),
        ("Where is the pier?", "en", "place"),
        ("Why was it closed?", "en", "reason"),
        ("How do I moor a boat?", "en", "how_to"),
        ("What are the parts of a boat?", "en", "list"),
        ("What is a bollard?", "en", "definition"),
        ("Is the pier open on Sundays?", "en", "yes_no"),
        ("moorings and tides", "en", "other"),
        ("¿Cuántos barcos hay?", "es", "number"),
        ("cuantos barcos hay", "es", "number"),
        ("¿Qué porcentaje de los barcos?", "es", "share"),
        ("¿En qué año se hundió?", "es", "date"),
        ("¿Quién lo construyó?", "es", "person"),
        ("¿Qué jugadora ganó?", "es", "person"),
        ("¿Cómo se llama el muelle?", "es", "name"),
        ("¿Cómo se amarra un barco?", "es", "how_to"),
        ("¿Cuál era el apodo del capitán?", "es", "name"),
        ("¿Por qué se cerró?", "es", "reason"),
        ("Combien de bateaux y a-t-il ?", "fr", "number"),
        ("Quelle est la part des bateaux ?", "fr", "share"),
        ("Quand fut-il construit ?", "fr", "date"),
        ("Qui l'a construit ?", "fr", "person"),
        ("Quel était le roi de l'île ?", "fr", "person"),
        ("Contre qui navigue-t-il ?", "fr", "person"),
        ("Comment s'appelle le quai ?", "fr", "name"),
        ("Comment amarrer un bateau ?", "fr", "how_to"),
        ("Quel est le surnom du capitaine ?", "fr", "name"),
        ("Où est le quai ?", "fr", "place"),
        ("Qu'est-ce qu'un bollard ?", "fr", "definition"),
        ("Có bao nhiêu thuyền?", "vi", "number"),
        ("Bến tàu mở cửa khi nào?", "vi", "date"),
        ("Ai là thuyền trưởng?", "vi", "person"),
        ("Bến tàu ở đâu?", "vi", "place"),
        ("Bến tàu là gì?", "vi", "definition"),
        ("How many?", "mg", "other"),
    ],
)
def test_kinds(question: str, language: str, kind: str) -> None:
    """The words that ask tell the kind, in four languages, with accents or, where people leave them out, without."""
    assert question_type(question, language) == kind
    assert kind in QUESTION_TYPES
