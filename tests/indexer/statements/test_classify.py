"""What excludes a sentence from the statements, or changes its status."""

import pytest

from indexer.settings import ROOT
from indexer.statements.classify import classify
from indexer.statements.rules import load_statement_rules

RULES = load_statement_rules(ROOT / "corpus" / "rules")


def status(text: str, language: str, lead_in: str = "") -> str | None:
    verdict = classify(text, RULES.languages[language], RULES.actors.subjects, lead_in)
    return verdict.status if verdict else None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Government has not ratified the Convention."),
        ("en", "The plan was never approved."),
        ("en", "If the bill is adopted, costs will rise."),
        ("en", "It remains unclear whether the plan will be carried out."),
        ("en", "The ministry would have signed the agreement."),
        ("en", "Unions have called for higher wages since 2016."),
        ("en", "The ministers discussed the plan in 2016."),
        ("en", "The Organization was founded in 1919."),
        ("en", "Established in 2009, the agency has 30 staff."),
        ("en", "He wrote “Why the State Must Act” for a newspaper in Lima."),
        ("en", "Recommendations of the Committee on Standards"),
        ("en", "Its first approved budget was $5.5 million."),
        ("es", "El objetivo principal de la encuesta es producir indicadores."),
        ("fr", "L'enquête nationale vise à mesurer l'emploi."),
        ("es", "El Gobierno no ha ratificado el Convenio."),
        ("es", "Si el Gobierno aprobara la ley, los costos aumentarían."),
        ("es", "El Ministerio de Trabajo fue creado en 1938."),
        ("es", "Cabe señalar que la tasa es baja."),
        ("fr", "Le gouvernement n'a pas ratifié la convention."),
        ("fr", "Si le gouvernement adoptait la loi, les coûts augmenteraient."),
        ("fr", "Le ministère du Travail a été créé en 1960."),
        ("fr", "Ces résultats doivent être interprétés avec prudence."),
    ],
)
def test_what_is_not_asserted_is_no_statement(language: str, text: str) -> None:
    """Negation, conditions, reported history, founding dates, titles and headings state nothing."""
    assert status(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The company is committed to a goal of zero accidents.", "planned"),
        ("en", "The project aims to reach 2,000 pickers.", "expected"),
        ("en", "The rules were approved by the Council.", "decided"),
        ("en", "The report that the ministry published recommends that wages be raised.", "recommended"),
        ("en", "The council adopted a plan that should raise wages.", "decided"),
        ("es", "Los sindicatos se comprometieron con la meta de cero accidentes.", "planned"),
        ("es", "En la reunión se acordó crear un grupo de trabajo.", "decided"),
        ("es", "La iniciativa busca formalizar a 10.000 trabajadores.", "expected"),
        ("es", "El proceso de consulta sigue en curso.", "in_progress"),
        ("fr", "La stratégie a été validée par le comité de pilotage.", "decided"),
        ("fr", "Une deuxième enquête sera menée en 2025.", "planned"),
        ("fr", "Le projet vise à améliorer les conditions de travail.", "expected"),
        ("fr", "Le ministère est en train de réviser le code.", "in_progress"),
        ("fr", "Le plan a été élaboré et adopté en 2009.", "decided"),
        ("en", "The state legislature passed SB 12.", "decided"),
        ("en", "The Appeals Court ruled that the port be closed.", "decided"),
        ("es", "Mediante la Resolución 4 de 2017 del Ministerio, se adoptan lineamientos.", "decided"),
        ("vi", "Nông dân nên thăm ruộng mỗi tuần.", "recommended"),
        ("pt", "O Conselho aprovou um plano que deve elevar os salários.", "decided"),
    ],
)
def test_the_main_verb_decides(language: str, text: str, expected: str) -> None:
    """The verb on which the others depend says what the sentence is."""
    assert status(text, language) == expected


def test_a_lead_in_lends_its_subject() -> None:
    """An item that starts with its verb has the subject of the line before the list."""
    assert status("(b) established a digital centre to support field offices.", "en") is None
    assert status("(b) established a digital centre to support field offices.", "en", "UNFPA:") == "decided"


def test_a_lead_in_lends_its_status() -> None:
    """An item that completes the verb of the lead-in has its status; an independent sentence does not."""
    assert status("(a) review the fees;", "en", "The Board should:") == "recommended"
    assert status("(a) The fees rose by a tenth over the last two years.", "en", "The Board should:") is None


def test_what_is_too_long_is_no_sentence() -> None:
    """A text beyond any sentence's length is not searched, whatever it says."""
    assert status("The Council adopted the plan " + "of the port " * 500 + "today.", "en") is None
