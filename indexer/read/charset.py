"""Decode the bytes of a text, and clean its characters."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

# UTF-32 comes before UTF-16, since its mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["cp1252", "cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "mac_roman", "cp850"]
DEFAULT_ENCODING = "cp1252"
WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸ¿¡«»“”‘’–—…€£°ºª§©®™·•²³½¼¾×±\xa0\xad"
)
# A sign or capital inside a word of small letters: frequent where text is decoded by the wrong encoding.
MISPLACED = re.compile(r"[a-zà-ÿ](?:[–—…¿¡«»“”‘€£°§©®™•²³½¼¾×±][a-zà-ÿ]|[À-ÝŒŸ])")
# Declared as these, a text is in windows-1252, which has more characters (Encoding Standard, 4.2).
LATIN_1 = frozenset({"ascii", "iso8859-1"})
MAX_SAMPLE = 1 << 16  # bytes that are looked at to detect an encoding

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # control characters that are not white space
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"  # soft hyphens, marks
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: only the font knows what they look like
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # not characters at all
    "]"
)


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Decode a text; bytes that the encoding does not define become replacement characters.

    A byte order mark decides, then whether it is valid UTF-8, then the declared encoding, then detection.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if utf_16 := _detect_utf_16(data[:MAX_SAMPLE]):
        return data.decode(utf_16, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_text_codec(declared) or _detect_encoding(data), "replace")


def _detect_utf_16(sample: bytes) -> str | None:
    """Detect UTF-16 without a mark: every other byte of plain text is zero."""
    pairs = len(sample) // 2
    if not pairs or b"\x00" not in sample:
        return None
    high, low = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if max(high, low) < pairs / 2 or min(high, low) > pairs / 20:
        return None
    encoding = "utf-16-be" if high > low else "utf-16-le"
    text = sample[: 2 * pairs].decode(encoding, "ignore")
    return None if any(char < " " and not char.isspace() for char in text) else encoding


def _text_codec(declared: str | None) -> str | None:
    """Return the codec of a declared encoding of text; None for UTF-8, which was tried before."""
    try:
        codec = codecs.lookup((declared or "").strip())
    except (LookupError, ValueError):
        return None
    is_text = codec._is_text_encoding  # noqa: SLF001 - codecs has no other way to tell text from packings
    if not is_text or codec.name.startswith("utf"):
        return None
    return DEFAULT_ENCODING if codec.name in LATIN_1 else codec.name


def _detect_encoding(data: bytes) -> str:
    """Return the encoding that makes the most sensible text, judged by the lines that are not plain ASCII."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:MAX_SAMPLE]
    if _is_western(sample.decode(DEFAULT_ENCODING, "replace")):
        return DEFAULT_ENCODING
    best = from_bytes(sample, cp_isolation=CANDIDATES, preemptive_behaviour=False).best()
    return best.encoding if best else DEFAULT_ENCODING


def _is_western(text: str) -> bool:
    """Return whether a text has only letters and signs of Western languages, each at a place where they occur."""
    foreign = any(not char.isascii() and char not in WESTERN for char in text)
    return not foreign and not MISPLACED.search(text)


def expand_ligatures(text: str) -> str:
    """Replace typographic ligatures by their letters."""
    return text.translate(LIGATURES)


def plain_hyphens(text: str) -> str:
    """Replace Unicode's hyphen and its non-breaking one by the hyphen that people type."""
    return text.replace("\u2010", "-").replace("\u2011", "-")


def drop_invisible(text: str) -> str:
    """Drop characters that show nothing or nothing known; joiners that some scripts need stay."""
    return INVISIBLE.sub("", text)


def compose(text: str) -> str:
    """Normalize to Unicode's composed form (NFC), in which accented letters are one character."""
    return unicodedata.normalize("NFC", text)


def collapse_space(text: str) -> str:
    """Put a text on one line, with single spaces for any white space and none at the ends."""
    return " ".join(text.split())


STEPS = (expand_ligatures, plain_hyphens, drop_invisible, compose, collapse_space)  # in their order


def clean(text: str) -> str:
    """Return the text after all steps: one line, composed, with nothing in it that cannot be seen."""
    for step in STEPS:
        text = step(text)
    return text
