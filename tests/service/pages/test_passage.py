"""A passage's text in blocks."""

import pytest

from service.pages.passage import blocks
from service.search.protocol import TextSpan


def marked(*parts: str) -> tuple[TextSpan, ...]:
    """Fragments; those that start with an asterisk are marked."""
    return tuple(TextSpan(part.removeprefix("*"), part.startswith("*")) for part in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (marked("one"), (marked("one"),)),
        (marked("one\ntwo"), (marked("one"), marked("two"))),
        (marked("a ", "*b", " c\nd ", "*e"), (marked("a ", "*b", " c"), marked("d ", "*e"))),
        (marked("a\n", "*b\nc", "\n"), (marked("a"), marked("*b"), marked("*c"))),
        (marked("a\n\nb"), (marked("a"), marked("b"))),
        ((), ()),
    ],
)
def test_blocks(text: tuple[TextSpan, ...], expected: tuple[tuple[TextSpan, ...], ...]) -> None:
    """Text is divided at its line breaks; marks stay where they are, even across a break."""
    assert blocks(text) == expected
