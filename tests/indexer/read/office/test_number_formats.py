"""Numbers as their format shows them."""

import pytest

from indexer.read.office.number_formats import format_value


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.35, "0%", "35%"),
        (0.41200000000000003, "0.0%", "41.2%"),
        (1250, "#,##0", "1,250"),
        (1250.5, "#,##0.00", "1,250.50"),
        (1250.5, "0.0##", "1250.5"),
        (7, "0.0#", "7.0"),
        (0.1 + 0.2, "General", "0.3"),
        (687.0, "General", "687"),
        (45000, "dd/mm/yyyy", "45000"),
        (12, '0 "boats"', "12"),
        (-3.5, "0.0;(0.0)", "-3.5"),
        (1e300, "General", "1e+300"),
    ],
)
def test_values(value: float, form: str, shown: str) -> None:
    """Percent signs, decimals and thousands; other formats show the number itself."""
    assert format_value(value, form) == shown
