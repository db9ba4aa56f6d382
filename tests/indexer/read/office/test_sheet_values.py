"""Values of cells."""

import pytest

from indexer.read.office.sheet_values import is_date, shown_value


@pytest.mark.parametrize(
    ("text", "form", "shown"),
    [
        ("47970", "yyyy-mm-dd", "2031-05-02"),
        ("47970", "d mmmm yyyy", "2 May 2031"),
        ("47970.5", "dd/mm/yy hh:mm", "02/05/31 12:00"),
        ("47970.75", "h:mm AM/PM", "6:00 PM"),
        ("1.52", "[h]:mm", "36:28"),
        ("-1", "yyyy", "-1"),
        ("1250", "#,##0", "1,250"),
        ("n/a", "0", "n/a"),
        ("7", "General", "7"),
    ],
)
def test_values_are_as_the_sheet_shows_them(text: str, form: str, shown: str) -> None:
    """Dates by their format, numbers by theirs; what is no number stays."""
    assert shown_value(text, form) == shown


@pytest.mark.parametrize(("form", "date"), [("0.00", False), ("General", False), ('0 "days"', False), ("mmm-yy", True)])
def test_formats_of_dates(form: str, *, date: bool) -> None:
    """By letters outside of quotes."""
    assert is_date(form) is date
