"""The quotations that a text gives with permalinks, and whether they are those of the documents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from indexer.errors import BadParameter
from service.quotations.address import DIGEST, QuotationAddress
from service.quotations.cited_file import CitedText
from service.quotations.document_text import fold_letters

PERMALINK = re.compile(
    r"/q/(?P<document>[^/\s?#]+)/(?P<place>\d+/\d+-\d+(?:/\d+/\d+-\d+)*)\?(?:[^\s#\"'<>]*&(?:amp;)?)?"
    rf"{DIGEST}=(?P<digest>[0-9a-f]{{16}})"
)

_QUOTED = re.compile(r"“([^“”]+)”|«\s*([^«»]+?)\s*»|„([^„“”]+)[“”]|\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』")
_NESTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")

WINDOW = 30_000
"""The most characters before a permalink in which its quotation is sought."""

MIN_WORDS = 3
"""The fewest words of a quotation that must be in the cited text; shorter ones may be mere emphasis."""

Comparison = Literal["same", "letters", "altered", "none"]
"""Whether a text quotes what is cited: the same words and punctuation, the same letters, other words, or no words."""


@dataclass(frozen=True, slots=True)
class CitedQuotation:
    """A permalink in a text, with what is in quotation marks before it, the nearest first."""

    address: QuotationAddress
    quoted: tuple[str, ...]


def cited_quotations(cited: CitedText) -> list[CitedQuotation]:
    """Return the permalinks of a text in order, with the quotations before each; one that follows itself, once."""
    found: list[CitedQuotation] = []
    after = 0
    for place, end, address in sorted(_permalinks(cited), key=lambda each: each[:2]):
        if found and found[-1].address == address and not _quotations(cited.text[after:place]):
            after = max(after, end)
            continue
        found.append(CitedQuotation(address, _quotations(cited.text[max(after, place - WINDOW) : place])))
        after = max(after, end)
    return found


def _permalinks(cited: CitedText) -> Iterator[tuple[int, int, QuotationAddress]]:
    """Yield where each permalink begins and ends, and what it addresses: those of links, and those that are text."""
    for place, url in cited.links:
        if (match := PERMALINK.search(url)) and (address := _address(match)):
            yield place, place, address
    unbroken: list[str] = []
    places: list[int] = []
    for line in re.finditer(r"[^\r\n]+", cited.text):
        unbroken.append(line[0])
        places += range(line.start(), line.end())
    for match in PERMALINK.finditer("".join(unbroken)):
        if address := _address(match):
            yield places[match.start()], places[match.end() - 1] + 1, address


def _address(match: re.Match[str]) -> QuotationAddress | None:
    try:
        return QuotationAddress.parse(unquote(match["document"]), match["place"], match["digest"])
    except BadParameter:
        return None


def _quotations(text: str) -> tuple[str, ...]:
    """Return what is in quotation marks in a text, the last first; around nested marks, too."""
    found = {(match.start(), next(filter(None, match.groups()))) for match in _QUOTED.finditer(text)}
    found |= {(match.start(), match[1]) for match in _NESTED.finditer(text)}
    return tuple(quoted for _, quoted in sorted(found, key=lambda each: (-each[0], -len(each[1]))))


def compare(quoted: tuple[str, ...], original: str) -> tuple[Comparison, str]:
    """Return how what a text quotes compares with the cited words, and the quotation that was compared.

    Parts may be left out where the quotation has an ellipsis, and it may be shorter than what is cited.
    """
    best: tuple[Comparison, str] = ("none", "")
    for each in quoted:
        parts = [part for part in _LEFT_OUT.split(each) if fold_letters(part).text]
        if parts and _in_order([_plain(part) for part in parts], _plain(original)):
            return "same", each
        if parts and _in_order([_letters(part) for part in parts], _letters(original)):
            best = ("letters", each) if best[0] != "letters" else best
        elif len(each.split()) >= MIN_WORDS and best[0] == "none":
            best = ("altered", each)
    return best


def _in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "–": "-"})
_LINE_END = re.compile("[\u00ad\ufffe\x02]|(?<=\\w)[-\u2010][ \t]*\r?\n")


def _plain(text: str) -> str:
    """Return a text with one kind of quotation marks, hyphens and spaces, and words joined that a line end broke."""
    whole = unicodedata.normalize("NFKC", _LINE_END.sub("", text)).translate(_TYPOGRAPHY)
    return " ".join(whole.split())


def _letters(text: str) -> str:
    return fold_letters(_plain(text)).text
