"""The marks with which list items begin."""

import re

BULLETS = "•▪■□●○◦‣∙·⁃►▶▸➢➤✓✔❖◆♦➔→\uf020-\uf0ff"
"""Bullets of all fonts. Symbol fonts have theirs among the private-use characters."""

BULLET = re.compile(rf"^\s*(?:[{BULLETS}]+|[–—*-](?=\s)|[oO](?=\s+[A-ZÀ-Ý]))\s*")
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


CAPTION = re.compile(
    r"^(?:table|figure|fig\.|chart|graph|map|photo|tableau|graphique|carte|cuadro|tabla|gráfico|figura|mapa|bảng|hình)"
    r"\s*(?:n[o°º]\.?\s*|№\s*)?[A-Z]?\d",
    re.IGNORECASE,
)


def is_caption(text: str) -> bool:
    """Whether a text begins as captions do, with a word such as "Table" and a number."""
    return CAPTION.match(text) is not None


FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
"""The end of a sentence, or of a lead-in or list item."""

SENTENCE_THEN_MORE = re.compile(r"[.!?][\"'”’»)]*\s+[^\W\d_]")

DANGLING = frozenset(
    "a an and at by for from in of on or that the their to with "
    "au aux avec dans de des du en et la le les ou par pour que sur un une "
    "al con del el las los o para por sin una y "
    "các cho của và với".split()
)
"""Words of English, French, Spanish and Vietnamese that do not end a text."""


def ends_sentence(text: str) -> bool:
    """Whether the text's last character closes a sentence, a clause that announces something, or a list item."""
    return FINAL.search(text) is not None


def starts_low(text: str) -> bool:
    """Whether the text's first letter, right at its start, is a small one."""
    return text[:1].islower()


def is_dangling(text: str) -> bool:
    """Whether the text ends in a comma or in a word that needs another."""
    words = text.split()
    return bool(words) and (words[-1].lower() in DANGLING or words[-1].endswith(","))


def breaks_off(text: str) -> bool:
    """Whether the text holds at least one whole sentence and then breaks off in the middle of another."""
    return not ends_sentence(text) and SENTENCE_THEN_MORE.search(text) is not None


def count_words(text: str) -> int:
    """How many words the text has, white space parting them."""
    return len(text.split())


LONGEST = 14
"""Words of the longest heading without a number."""

LONGEST_NUMBERED = 40
"""Words of the longest heading with a number: the number is evidence enough."""

LONGEST_LABEL = 4
LONGEST_CALLOUT = 8
LONGEST_SIGNATURE = 25

NUMBERED = re.compile(
    r"^(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?|(?P<roman>[IVX]{1,5})\.|(?P<letter>[A-Z])\."
    r"|(?:annex|annexe|anexo|appendix|box|chapter|chapitre|capítulo|chương|part|partie|parte|phần|section|sección)"
    r"\s+(?:\d+|[IVX]+|[A-Z])\b[.:]?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""A heading's number: 3. or 2.1 or IV. or A. or Chapter 2."""

CALLOUT = re.compile(
    r"^(?:[€$£¥]|US\$)?\d[\d.,\u202f ]*(?P<unit>\s*(?:%|per cent\b|million\b|billion\b))?\s*(?P<next>\S*)"
)
"""A figure, and the word after it."""

ADDRESS = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?$")
"""An address ends in letters: 5.1 is none."""


NAME = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][^\W\d_'’.-]*(?:['’.-]+[^\W\d_]+)*\.?"
    r"(?:\s+(?:al|bin|binti|da|de|del|der|di|dos|el|la|van|von|[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?)){1,5}$"
)
"""A person's name: two to six words that begin with capitals, particles aside."""


def is_callout(line: str) -> bool:
    """Whether the line is a figure set large, with a few words of what it counts."""
    match = CALLOUT.match(line)
    if match is None or count_words(line) > LONGEST_CALLOUT:
        return False
    following = match["next"]
    if not following:
        return bool(match["unit"])
    return not following[0].isupper() or following.isupper() or not following[1:].islower()


def is_address(line: str) -> bool:
    """Whether the line is a web address alone."""
    return " " not in line and ADDRESS.match(line) is not None


def is_signature(line: str) -> bool:
    """Whether the line is a person's name, a comma and what they are, as under a quotation; no title with a year."""
    name, comma, role = line.partition(",")
    if not comma or count_words(line) > LONGEST_SIGNATURE or line.endswith((".", ":", ";")):
        return False
    return NAME.match(name) is not None and role.strip()[:1].isupper() and not any(c.isdigit() for c in line)


def is_numbered(line: str) -> bool:
    """Whether the line begins with a heading's number."""
    return NUMBERED.match(line) is not None and not is_callout(line)


def looks_like_heading(line: str) -> bool:
    """Whether the line's own words allow it to be a heading: short, capitalized, not closed like a sentence."""
    if not line or line[-1] in ".,;:…|" or not any(char.isalpha() for char in line):
        return False
    if is_callout(line) or is_address(line) or " | " in line:
        return False
    if is_numbered(line):
        return count_words(line) <= LONGEST_NUMBERED
    opening = line.lstrip("¿¡\"“«‘'(")[:1]
    return (opening.isupper() or opening.isdigit()) and count_words(line) <= LONGEST


def is_fragment(line: str) -> bool:
    """Whether the line is too short and open to be text: a heading, a label, or a cell of a broken table."""
    is_label = line[:1].islower() and line[-1] not in ".,;:" and count_words(line) <= LONGEST_LABEL
    return is_label or looks_like_heading(line)
