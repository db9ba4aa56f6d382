"""Dates: one unit however they are written, and none where they can be read in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.normalizer import normalized_tokens


def read(text: str) -> list[str]:
    """The units of a text."""
    return [unit.text for unit in normalized_tokens(text)]


def found_by(text: str) -> set[str]:
    """Everything under which a text is found."""
    return {form.text for unit in normalized_tokens(text) for form in unit.all_forms}


@pytest.mark.parametrize(
    "text",
    [
        "12 June 2020",
        "12 June, 2020",
        "12th June 2020",
        "12th of June, 2020",
        "June 12, 2020",
        "June 12th, 2020",
        "Jun. 12 2020",
        "12-Jun-2020",
        "12 de junio de 2020",
        "12 de junio del 2020",
        "12 juin 2020",
        "12 de junho de 2020",
        "12 Jun 2020",
        "12 Jona 2020",
        "ngày 12 tháng 6 năm 2020",
        "12 tháng 6, năm 2020",
        "ngày 12/6/2020",
        "2020-06-12",
        "2020/06/12",
    ],
)
def test_a_day_has_one_name(text: str) -> None:
    """Every way of writing a day gives the same unit, which is marked whole."""
    [unit] = normalized_tokens(text)
    assert unit.text == "2020-06-12"
    assert text[unit.start : unit.end] == text


@pytest.mark.parametrize(
    "text", ["June 2020", "june, 2020", "Jun. 2020", "junio de 2020", "juin 2020", "tháng 6 năm 2020", "tháng 6/2020"]
)
def test_a_month_has_one_name(text: str) -> None:
    """A month with its year is a unit."""
    assert read(text) == ["2020-06"]


@pytest.mark.parametrize("text", ["1 May", "1 de mayo", "1er mai", "1º de maio", "ngày 1 tháng 5", "May 1st"])
def test_a_day_of_any_year(text: str) -> None:
    """A day may lack its year; a month whose name is another word too needs a sign that it is one."""
    assert read(text) == (["1", "may"] if text == "1 May" else ["05-01"])


def test_a_date_is_found_by_its_parts() -> None:
    """A date has terms for its day, its month, its plain words and the year, each with its offsets."""
    text = "on 12 June 2020"
    forms = {form.text: text[form.start : form.end] for unit in normalized_tokens(text) for form in unit.all_forms}
    assert forms == {
        "on": "on",
        "2020-06-12": "12 June 2020",
        "06-12": "12 June",
        "2020-06": "June 2020",
        "12": "12",
        "june": "June",
        "2020": "2020",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/06/2020", ["2020-06-25"]),
        ("06/25/2020", ["2020-06-25"]),
        ("06/06/2020", ["2020-06-06"]),
        ("12/06/2020", ["12", "06", "2020"]),
        ("12-06-2020", ["12", "06", "2020"]),
        ("31 June 2020", ["31", "2020-06"]),
        ("30/02/2020", ["30", "02", "2020"]),
        ("2020-13-01", ["2020", "13", "01"]),
        ("2019-20", ["2019", "20"]),
        ("article 5 may apply", ["article", "5", "may", "apply"]),
        ("12 out of 2020", ["12", "out", "of", "2020"]),
        ("in June.\n2020 was", ["in", "june", "2020", "was"]),
        ("in 2020 June was dry", ["in", "2020", "june", "was", "dry"]),
        ("table 12 2020", ["table", "12", "2020"]),
        ("Convention of 12 June 1998, 87 states", ["convention", "of", "1998-06-12", "87", "states"]),
    ],
)
def test_nothing_is_guessed(text: str, expected: list[str]) -> None:
    """Numbers that may be another day, or no day, stay numbers."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12–14 June 2020", {"2020-06-12", "2020-06-14", "2020-06"}),
        ("12 and 14 June 2020", {"2020-06-12", "2020-06-14"}),
        ("del 12 al 14 de junio de 2020", {"2020-06-12", "2020-06-14"}),
        ("May and June 2020", {"2020-05", "2020-06", "may"}),
        ("June–July 2020", {"2020-06", "2020-07"}),
    ],
)
def test_dates_that_share_an_end(text: str, expected: set[str]) -> None:
    """Of two days or months that share what follows, each is a date."""
    assert expected <= found_by(text)


@given(st.lists(st.sampled_from("12 June 6 2020 , de - / – . 31 ngày tháng năm to and May 1st\n 40".split(" "))))
def test_any_text_can_be_read(pieces: list[str]) -> None:
    """In any text, units do not overlap, and the forms of each are in order of their start."""
    text = " ".join(pieces)
    end = 0
    for unit in normalized_tokens(text):
        assert end <= unit.start < unit.end <= len(text)
        assert [form.start for form in unit.all_forms] == sorted(form.start for form in unit.all_forms)
        end = unit.end
