"""Lines of covers and imprints."""

import pytest

from indexer.read.bibliographic.cover_lines import (
    date_year,
    has_type,
    is_generic,
    is_organization,
    is_title_text,
    plain,
)


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("September 2015", 2015),
        ("Octobre 2023", 2023),
        ("29 de septiembre de 2020", 2020),
        ("tháng 5 năm 2019", 2019),
        ("24 March 2025", 2025),
        ("Hà Nội, tháng 5/2019", 2019),
        ("Năm 2020", 2020),
        ("Hà Nội - 2019", 2019),
        ("Nets survey - 2019", None),
        ("15.05.2025", 2025),
        ("2019", 2019),
        ("Lilongwe, 2014", 2014),
        ("San Salvador, noviembre de 2015", 2015),
        ("Labour Force Survey 2013", None),
        ("2022-2023", None),
        ("Resolution 2653 (2022) of the Council", None),
        ("In May 2012 the crews of all boats went to sea", None),
        ("Boats", None),
    ],
)
def test_a_date_has_a_year(line: str, year: int | None) -> None:
    """A month, figures or a place before it make a year one of publication; a title or a sentence does not."""
    assert date_year(line) == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry of Fisheries", True),
        ("NATIONAL STATISTICAL OFFICE", True),
        ("Institute of Policy Studies", True),
        ("HAUT-COMMISSARIAT AU PLAN", True),
        ("Direction de l'Analyse et des Statistiques", True),
        ("Ministerio de Medio Ambiente y Recursos Naturales", True),
        ("Cục Bảo vệ thực vật", True),
        ("Annual report of the Office of Boats", False),
        ("Ministry of Fisheries Annual Report 2020", False),
        ("Boats and nets of the coast", False),
        ("The council met. It agreed on nets.", False),
    ],
)
def test_names_of_institutions(text: str, expected: bool) -> None:  # noqa: FBT001 - a case's outcome
    """They have such a word at their head; a title that names one has a word of titles besides."""
    assert is_organization(text) is expected


@pytest.mark.parametrize("line", ["Contents", "Working Paper Series No. 23", "Sommaire", "Resumen", "Memo"])
def test_lines_of_every_cover_are_no_title(line: str) -> None:
    """Series, front matter and kinds of documents are on many covers."""
    assert is_generic(line)
    assert not is_generic(f"{line} of the nets that boats carry")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nets of the coast", True),
        ("Tài li u t p hu n nông dân", False),
        ("Rapport_final_v2", False),
        ("f+®vrier 2012", False),
        ("www.example.org", False),
        ("12 / 2020", False),
    ],
)
def test_garbled_text_is_no_title(text: str, expected: bool) -> None:  # noqa: FBT001 - a case's outcome
    """Lost letters, codes that were read as others, names of files, addresses and numbers make none."""
    assert is_title_text(text) is expected


def test_spaced_capitals_are_joined() -> None:
    """Letters with spaces between them are a word; a mark of a note goes."""
    assert plain("S T A T I S T I C S of 1 2 boats*") == "STATISTICS of 1 2 boats"


def test_a_field_of_work_is_no_word_of_titles() -> None:
    """A word after “of” or “au” says what an institution works on."""
    assert has_type("A study of nets")
    assert not has_type("Institute of Policy")
