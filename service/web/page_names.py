"""The names of pages in URLs: the number printed on the page, where one page alone has it, else its number in the file.

`page-12` is the twelfth page of the file, where the number 12 is printed on another.
"""

from collections.abc import Sequence

PREFIX = "page-"
MAX_DIGITS = 7


def page_name(labels: Sequence[str], number: int) -> str:
    """Return the name of a page of a document with these labels, by its number from 1."""
    label = labels[number - 1] if number <= len(labels) else ""
    if label and labels.index(label) == number - 1 and not label.startswith(PREFIX):
        return label
    return f"{PREFIX}{number}" if str(number) in labels else str(number)


def page_number(labels: Sequence[str], name: str) -> int | None:
    """Return the number of the page with a name, or None where a document with these labels has none."""
    counted = name.startswith(PREFIX)
    if name in labels and not counted:
        return labels.index(name) + 1
    digits = name.removeprefix(PREFIX)
    if digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS and 1 <= int(digits) <= len(labels):
        return int(digits)
    return None
