"""Bytes as characters: which encoding a text is in."""

import codecs
import re
import unicodedata
from collections.abc import Callable

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The marks at the start of a text that say its encoding; that of 32 bits begins like that of 16."""

PLAUSIBLE = ["cp1252", "cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "mac_roman", "cp850"]
"""The encodings of one byte a character that are told apart by what they make of a text."""

WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸ¿¡«»“”‘’–—…€£°ºª§©®™·•²³½¼¾×±\xa0\xad"
)
MISPLACED = re.compile(r"[a-zà-ÿ](?:[–—…¿¡«»“”‘€£°§©®™•²³½¼¾×±][a-zà-ÿ]|[À-ÝŒŸ])")
"""A sign or capital inside a word of small letters, as there are many where the encoding is another."""

SAMPLE = 1 << 16
FALLBACK = "cp1252"
NARROW = frozenset({"ascii", "iso8859-1"})
"""What is declared so is in Windows' Western encoding, which has more characters (Encoding Standard, 4.2)."""


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The characters of a text; what no encoding explains becomes a replacement character.

    A mark decides, then whether it is sound UTF-8, then what it declares, then what its bytes look like.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data[:SAMPLE]):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_known(declared) or _likeliest(data), "replace")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    pairs = len(sample) // 2
    if not pairs or b"\x00" not in sample:
        return None
    high, low = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if max(high, low) < pairs / 2 or min(high, low) > pairs / 20:
        return None
    encoding = "utf-16-be" if high > low else "utf-16-le"
    text = sample[: 2 * pairs].decode(encoding, "ignore")
    return None if any(char < " " and not char.isspace() for char in text) else encoding


def _known(declared: str | None) -> str | None:
    """The codec of a declared encoding, if it is one of text that is not UTF-8, which has been tried."""
    try:
        found = codecs.lookup((declared or "").strip())
    except (LookupError, ValueError):
        return None
    is_text = found._is_text_encoding  # noqa: SLF001 - codecs has no other way to tell text from packings
    if not is_text or found.name.startswith("utf"):
        return None
    return FALLBACK if found.name in NARROW else found.name


def _likeliest(data: bytes) -> str:
    """The encoding that makes the most sensible text, judged by the lines with bytes that are not plain letters."""
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    if _is_western(telling.decode(FALLBACK, "replace")):
        return FALLBACK
    best = from_bytes(telling, cp_isolation=PLAUSIBLE, preemptive_behaviour=False).best()
    return best.encoding if best else FALLBACK


def _is_western(text: str) -> bool:
    """Whether a text has but the letters and signs of Western languages, and each where it can stand in a word."""
    foreign = any(not char.isascii() and char not in WESTERN for char in text)
    return not foreign and not MISPLACED.search(text)


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
