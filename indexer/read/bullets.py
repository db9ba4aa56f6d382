"""The marks with which list items begin."""

import re

BULLETS = "•▪■□●○◦‣∙·⁃►▶▸➢➤✓✔❖◆♦➔→\uf020-\uf0ff"
"""Bullets of all fonts. Symbol fonts have theirs among the private-use characters."""

BULLET = re.compile(rf"^\s*(?:[{SIGNS}]+|[–—*-](?=\s)|[oO](?=\s+[A-ZÀ-Ý]))\s*")
"""A bullet at the start of a text. A letter O is one where a capital follows: converters misread ○ so."""

ENUMERATOR = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{1,5}|\d{1,2})\.)\s+(?=\S)")
"""A letter or number that counts list items: a), (iv), 3."""


def has_bullet(text: str) -> bool:
    """Whether the text begins with a bullet."""
    return BULLET.match(text) is not None


def strip_bullet(text: str) -> str:
    """The text after all bullets at its start; counting letters and numbers stay, for others refer to them."""
    while match := BULLET.match(text):
        text = text[match.end() :]
    return text
