"""Naming the actors of a statement."""

import pytest

from indexer.settings import ROOT
from indexer.statements.classify import classify
from indexer.statements.find_actors import find_actors
from indexer.statements.rules import load_statement_rules

RULES = load_statement_rules(ROOT / "corpus" / "rules")


@pytest.mark.parametrize(
    ("language", "text", "before", "expected"),
    [
        ("en", "The Ministry of Labour, Invalids and Social Affairs will publish it.", "",
         [("Ministry of Labour, Invalids and Social Affairs", "government")]),
        ("en", "In May, the Port Council and the Trade Union Congress agreed to meet.", "",
         [("Port Council", "organization"), ("Trade Union Congress", "workers")]),
        ("en", "The plan was adopted by the Ministry of Fisheries and the Chamber of Commerce.", "",
         [("Ministry of Fisheries", "government"), ("Chamber of Commerce", "employers")]),
        ("en", "They have decided to meet.", "The constituents came together.", [("constituents", "tripartite")]),
        ("en", "The plan was adopted in May.", "", []),
        ("en", "Kenya ratified the Convention.", "", [("Kenya", "government")]),
        ("en", "NSDC will publish the list.", "", [("NSDC", "other")]),
        ("en", "Additionally, Green Harbour (GH) plans to open a school.", "", [("Green Harbour", "other")]),
        ("en", "The list will be published by the NSDC.", "", [("NSDC", "other")]),
        ("en", "The school should be led by the Ministry of Labour.", "", [("Ministry of Labour", "government")]),
        ("en", "The City has found a port in which it plans to open a school.", "", [("City", "government")]),
        ("en", "The NSO in collaboration with the Ministry of Labour conducted a survey.", "", [("NSO", "other")]),
        ("en", "Continued work by GH and the City will open the port.", "", [("City", "government")]),
        ("en", "On 12 May 2024, the Port Commission expressed its concern, urging the State to act.", "",
         [("Port Commission", "organization")]),
        ("en", "Once the Port Council has met, Harbourline will publish the list.", "", [("Harbourline", "other")]),
        ("en", "The Inspector learned that the Port Council will publish the list.", "",
         [("Port Council", "organization")]),
        ("en", "It will publish the list.", "The results of the survey will serve the Ministry of Labour.", []),
        ("fr", "Un effort devrait être consenti par le Gouvernement.", "", [("Gouvernement", "government")]),
        ("vi", "Chính phủ sẽ ban hành nghị định mới.", "", [("Chính phủ", "government")]),
        ("es", "El Ministerio de Trabajo publicará la lista.", "", [("Ministerio de Trabajo", "government")]),
        ("es", "El plan fue aprobado por el Consejo Nacional.", "", [("Consejo Nacional", "organization")]),
        ("fr", "Le ministère du Travail publiera la liste.", "", [("ministère du Travail", "government")]),
        ("fr", "Les syndicats s'engagent à signer.", "", [("syndicats", "workers")]),
    ],
)  # fmt: skip
def test_actors_are_named(language: str, text: str, before: str, expected: list[tuple[str, str]]) -> None:
    """The actor is the subject, the agent after "by", or the antecedent of a pronoun, with its whole name."""
    verdict = classify(text, RULES.languages[language], RULES.actors.subjects)
    assert verdict is not None
    assert [(actor.name, actor.group) for actor in find_actors(text, verdict, before, RULES.actors)] == expected
