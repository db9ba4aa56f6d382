"""Text as characters: the steps that make any source's text clean, whatever the format."""

import re
import unicodedata
from collections.abc import Callable

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # control characters that are not white space
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"  # soft hyphens, marks
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: what they look like is known to one font alone
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # not characters at all
    "]"
)


def expand_ligatures(text: str) -> str:
    """Typographic ligatures as the letters that they stand for."""
    return text.translate(LIGATURES)


def plain_hyphens(text: str) -> str:
    """Unicode's own hyphen and its unbreakable one, which look the same, as the hyphen that people type."""
    return text.replace("\u2010", "-").replace("\u2011", "-")


def drop_invisible(text: str) -> str:
    """Without characters that show nothing or nothing known; joiners that some scripts need stay."""
    return INVISIBLE.sub("", text)


def compose(text: str) -> str:
    """In Unicode's composed form (NFC), in which accented letters are one character."""
    return unicodedata.normalize("NFC", text)


def collapse_space(text: str) -> str:
    """On one line, with single spaces for any white space and none at the ends."""
    return " ".join(text.split())


STEPS: tuple[Callable[[str], str], ...] = (expand_ligatures, plain_hyphens, drop_invisible, compose, collapse_space)
"""The steps in their order."""


def clean(text: str) -> str:
    """The text after all steps: one line, composed, with nothing in it that cannot be seen."""
    for step in STEPS:
        text = step(text)
    return text
