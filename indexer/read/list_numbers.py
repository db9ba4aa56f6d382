"""The numbers that are printed before list items, in the number formats that office programs and web pages share."""

MAX_ROMAN = 3_999
MAX_REPEATED = 8  # letters of a count such as "aaa"

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def format_number(form: str, count: int) -> str:
    """Format a count as a list's `type` in HTML says: "1", "a", "A", "i" or "I"; in digits where that is impossible."""
    if form in ("a", "A") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, MAX_REPEATED)
        return letter if form == "a" else letter.upper()
    if form in ("i", "I") and 0 < count <= MAX_ROMAN:
        return _roman(count) if form == "i" else _roman(count).upper()
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (count // value)
        count %= value
    return letters
