"""What kind of thing a question asks for."""

import pytest

from service.answers.question_kinds import KINDS, kind_of


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
    assert kind_of(question, language) == kind
    assert kind in KINDS
