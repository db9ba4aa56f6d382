"""The abbreviations that a document defines."""

import pytest

from indexer.statements.abbreviations import find_abbreviations, resolve


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The National Statistical Office (NSO) met.", {"NSO": "National Statistical Office"}),
        (
            "In May the Ministry of Labour, Fisheries and Social Affairs (MOLFSA) met.",
            {"MOLFSA": "Ministry of Labour, Fisheries and Social Affairs"},
        ),
        ("El Consejo de Desarrollo Portuario (CODEPO) se reunió.", {"CODEPO": "Consejo de Desarrollo Portuario"}),
        ("Le Fonds national de l’Emploi (FNE) existe.", {}),
        ("Prices rose (see above) in Lima (Peru).", {}),
        ("The rate (ILO) rose.", {}),
    ],
)
def test_definitions_are_found(text: str, expected: dict[str, str]) -> None:
    """The name is the fewest capitalized words whose letters hold those of the abbreviation in brackets."""
    assert find_abbreviations([text]) == expected


def test_the_first_definition_holds() -> None:
    """A later name with the same abbreviation does not replace the first."""
    found = find_abbreviations(["The Port Labour Board (PLB).", "The Public Loans Bureau (PLB)."])
    assert found == {"PLB": "Port Labour Board"}


def test_names_and_abbreviations_are_one() -> None:
    """Both get the same name; an undefined one stays as it is."""
    known = {"PLB": "Port Labour Board"}
    assert [resolve(name, known) for name in ("PLB", "Port Labour Board", "Senate")] == [
        "Port Labour Board (PLB)",
        "Port Labour Board (PLB)",
        "Senate",
    ]
