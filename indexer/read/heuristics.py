"""Judge a short text by its own words: list item, caption, heading, call-out, signature, or unfinished sentence.

Documents that were converted from a layout have no marks for any of these.
"""

import re

from indexer.analysis.language_registry import active_languages, any_of, language_cache

BULLETS = "•▪■□●○◦‣∙·⁃►▶▸➢➤✓✔❖◆♦➔→\uf020-\uf0ff"  # symbol fonts have theirs in the private-use area
# A letter O is a bullet where a capital follows: converters misread ○ so.
BULLET = re.compile(rf"^\s*(?:[{BULLETS}]+|[–—*-](?=\s)|[oO](?=\s+[A-ZÀ-Ý]))\s*")
# A letter or number that counts list items: a), (iv), 3.
ENUMERATOR = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{1,5}|\d{1,2})\.)\s+(?=\S)")

# The end of a sentence, or of a lead-in or list item.
FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
SENTENCE_THEN_MORE = re.compile(r"[.!?][\"'”’»)]*\s+[^\W\d_]")
# A figure, and the word after it.
CALLOUT = re.compile(
    r"^(?:[€$£¥]|US\$)?\d[\d.,\u202f ]*(?P<unit>\s*(?:%|per cent\b|million\b|billion\b))?\s*(?P<next>\S*)"
)
SECTION_NUMBER = re.compile(
    r"^\d{1,2}(?:\.\d{1,2}){2,4}[.)]?\s|^\d{1,2}(?:\.\d{1,2})+\.\s*(?=[^\W\d_])"
)  # 2.1.1 is no figure
ADDRESS = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?$")  # 5.1 is none
# A person's name: two to six words that begin with capitals, particles aside.
NAME = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][^\W\d_'’.-]*(?:['’.-]+[^\W\d_]+)*\.?"
    r"(?:\s+(?:al|bin|binti|da|de|del|der|di|dos|el|la|van|von|[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?)){1,5}$"
)

MAX_HEADING_WORDS = 14
MAX_NUMBERED_HEADING_WORDS = 40  # the number is evidence enough
MAX_LABEL_WORDS = 4
MAX_CALLOUT_WORDS = 8
MAX_SIGNATURE_WORDS = 25


@language_cache()
def caption_pattern() -> re.Pattern[str]:
    """Return the expression of the start of a caption, such as "Table 2", in all languages."""
    words = any_of(word for each in active_languages().values() for word in each.layout.captions)
    return re.compile(rf"^(?:{words})\s*(?:n[o°º]\.?\s*|№\s*)?(?:[A-Z]?(?:\.\s?)?\d|[IVX]+\b)", re.IGNORECASE)


@language_cache()
def _credit_pattern() -> re.Pattern[str]:
    """Return the expression of the start of a line below a table, such as "Source:", in all languages."""
    words = any_of(word for each in active_languages().values() for word in each.layout.credits)
    return re.compile(rf"^(?:{words})\s?:", re.IGNORECASE)


@language_cache()
def numbered_pattern() -> re.Pattern[str]:
    """Return the expression of a heading's number in all languages: 3. or 2.1 or IV. or A. or Chapter 2."""
    words = any_of(word for each in active_languages().values() for word in each.layout.sections)
    return re.compile(
        r"^(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?|(?P<roman>[IVX]{1,5})\.|(?P<letter>[A-Z])\."
        rf"|(?:{words})\s+(?:\d+|[IVX]+|[A-Z])\b[.:]?)\s+(?=[^\W\d_])",
        re.IGNORECASE,
    )


@language_cache()
def _dangling() -> frozenset[str]:
    """Return the words of all languages that do not end a text."""
    return frozenset(word for each in active_languages().values() for word in each.layout.dangling)


def count_words(text: str) -> int:
    """Return the number of words, separated by white space."""
    return len(text.split())


def has_bullet(text: str) -> bool:
    """Return whether the text begins with a bullet."""
    return BULLET.match(text) is not None


def strip_bullet(text: str) -> str:
    """Drop all bullets at the text's start; counting letters and numbers stay, for other text refers to them."""
    while match := BULLET.match(text):
        text = text[match.end() :]
    return text


def is_caption(text: str) -> bool:
    """Return whether a text begins as captions do, with a word such as "Table" and a number."""
    return caption_pattern().match(text) is not None


def is_credit(text: str) -> bool:
    """Return whether a text names the source of the table or picture above it."""
    return _credit_pattern().match(text) is not None


def ends_sentence(text: str) -> bool:
    """Return whether the last character closes a sentence, a clause that announces something, or a list item."""
    return FINAL.search(text) is not None


def starts_lowercase(text: str) -> bool:
    """Return whether the text's first character is a lower-case letter."""
    return text[:1].islower()


def is_dangling(text: str) -> bool:
    """Return whether the text ends in a comma or in a word that needs another."""
    words = text.split()
    return bool(words) and (words[-1].lower() in _dangling() or words[-1].endswith(","))


def breaks_off(text: str) -> bool:
    """Return whether the text holds a whole sentence and then breaks off in the middle of another."""
    return not ends_sentence(text) and SENTENCE_THEN_MORE.search(text) is not None


def is_callout(line: str) -> bool:
    """Return whether the line is a figure set large, with a few words of what it counts."""
    match = CALLOUT.match(line)
    if match is None or SECTION_NUMBER.match(line) or count_words(line) > MAX_CALLOUT_WORDS:
        return False
    following = match["next"]
    if not following:
        return bool(match["unit"])
    return not following[0].isupper() or following.isupper() or not following[1:].islower()


def is_address(line: str) -> bool:
    """Return whether the line is a URL alone."""
    return " " not in line and ADDRESS.match(line) is not None


def is_signature(line: str) -> bool:
    """Return whether the line is a name, a comma and a role, as under a quotation; no title with a year."""
    name, comma, role = line.partition(",")
    if not comma or count_words(line) > MAX_SIGNATURE_WORDS or line.endswith((".", ":", ";")):
        return False
    return NAME.match(name) is not None and role.strip()[:1].isupper() and not any(c.isdigit() for c in line)


def is_numbered(line: str) -> bool:
    """Return whether the line begins with a heading's number."""
    return numbered_pattern().match(line) is not None and not is_callout(line)


def looks_like_heading(line: str) -> bool:
    """Return whether the words allow a heading: short, capitalized, not closed like a sentence."""
    if not line or line[-1] in ".,;:…|" or not any(char.isalpha() for char in line):
        return False
    if is_callout(line) or is_address(line) or " | " in line:
        return False
    if is_numbered(line):
        return count_words(line) <= MAX_NUMBERED_HEADING_WORDS
    opening = line.lstrip("¿¡\"“«‘'(")[:1]
    return (opening.isupper() or opening.isdigit()) and count_words(line) <= MAX_HEADING_WORDS


def can_head_text(line: str) -> bool:
    """Return whether a line that stands out by its style is short and open enough for a heading."""
    return count_words(line) <= MAX_HEADING_WORDS and not ends_sentence(line)


def is_fragment(line: str) -> bool:
    """Return whether the line is too short and open to be text: a heading, a label, a cell of a broken table."""
    is_label = line[:1].islower() and line[-1] not in ".,;:" and count_words(line) <= MAX_LABEL_WORDS
    return is_label or looks_like_heading(line)
