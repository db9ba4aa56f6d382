"""Numbers of spreadsheets and charts as their number format shows them."""

import re

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALS = re.compile(r"\.(?P<digits>[0#?]+)")
MAX_DECIMALS = 15
SIGNIFICANT = 15  # digits that a spreadsheet keeps of a number


def format_value(value: float, format_code: str) -> str:
    """Return a number as a format such as `0.0%` or `#,##0` shows it; General for formats that are not known.

    Only percent signs, decimals and groups of thousands are known: they change what a number says.
    """
    section = format_code.split(";", 1)[0]
    plain = _LITERALS.sub("", section)
    if not re.fullmatch(r"[\s0#?.,%()+-]*[0#?][\s0#?.,%()+-]*", plain):
        return _general(value)
    if "%" in plain:
        value *= 100
    match = _DECIMALS.search(plain)
    fixed = min(match["digits"].count("0"), MAX_DECIMALS) if match else 0
    most = min(len(match["digits"]), MAX_DECIMALS) if match else 0
    text = f"{value:,.{most}f}" if "," in plain.split(".", 1)[0] else f"{value:.{most}f}"
    if most > fixed:
        whole, _, decimals = text.partition(".")
        decimals = decimals[:fixed] + decimals[fixed:].rstrip("0")
        text = f"{whole}.{decimals}" if decimals else whole
    return text + ("%" if "%" in plain else "")


def _general(value: float) -> str:
    """Return a number with as many digits as it needs."""
    if value == int(value) and abs(value) < 10**SIGNIFICANT:
        return str(int(value))
    return f"{value:.{SIGNIFICANT}g}"
