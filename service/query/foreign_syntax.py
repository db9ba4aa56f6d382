"""Operators of other search engines that queries here do not have: they are cut off and named, never passed over."""

import re
from typing import NamedTuple

from service.translations.messages import N_

FIELDS = frozenset(
    "after allintext allintitle allinurl author before body cache content country creator date dc ext field file "
    "filename filetype from heading inbody intext intitle inurl keyword keywords kw lang language mime page publisher "
    "related sector site source subject tag tags text ti title to topic type url year".split()
)
"""Names that are fields before a colon and a value; before a colon, all else is a word."""

FIELD_IGNORED = N_("fields cannot be searched: the value is searched in all of the text")
RANGE_IGNORED = N_("ranges cannot be searched: both ends are searched as words")
NEAR_IGNORED = N_("distances cannot be set: passages with the words close together come first anyway")
FUZZY_IGNORED = N_("the tilde has no meaning here: a word that no passage contains is corrected anyway")
BOOST_IGNORED = N_("words cannot be weighted")
WILDCARD_IGNORED = N_("only a star at the end of a word is a wildcard: the letters before it are searched")

_FIELD = re.compile(r"(?P<name>[a-z_]+:)(?P<value>.*)", re.DOTALL)
_NEAR = re.compile(r"(?:NEAR|ADJ|WITHIN|ONEAR|PRE|W|N)/\d+|NEAR|ADJ|XOR|(?:NEAR|ADJ)\d+")
_FUZZY = re.compile(r"(?P<before>.*\w\W*)?~(?P<after>\d?(?:\.\d+)?|[^\W\d].*)", re.DOTALL)
_BOOST = re.compile(r"(?P<before>.*\w\W*)(?P<weight>\^\d+(?:\.\d+)?)", re.DOTALL)
_RANGE = re.compile(r"[\[{](?P<first>\S+) TO (?P<last>\S+)[\]}]|(?P<from>\w+)\.\.(?P<to>\w+)")
_INNER_WILDCARD = re.compile(r"(?P<before>(?:.*\W)?(?P<word>\w*))(?P<sign>[*?])(?=\w)", re.DOTALL)
_LINK = re.compile(r"://|=")

OPERATOR_HINT = re.compile(r"[~^]|[^\W\d]:\S|:$|\.\.|[\w][*?]\w|\*\w|[\[{]\w+ TO | (?:[A-Z]+/?\d+|NEAR|ADJ|XOR) ")
"""Matches in every query that may have such an operator; it is faster than the patterns of each."""


class Chunk(NamedTuple):
    """What is left of a chunk, what is ignored of it and why, and whether the rest is a prefix of words."""

    text: str
    ignored: str = ""
    reason: str = ""
    prefix: bool = False


def strip_operator(
    chunk: str, *, after_phrase: bool = False, before_phrase: bool = False, between: bool = False
) -> Chunk:
    """Return a chunk without an operator of another engine.

    Some are one only before or after a phrase, as in `title:"a b"` and `"a b"~3`, or `between` two tokens.
    """
    if between and _NEAR.fullmatch(chunk):
        return Chunk("", chunk, NEAR_IGNORED)
    if (field := _FIELD.fullmatch(chunk)) and _is_field(field, before_phrase=before_phrase):
        return strip_operator(field["value"])._replace(ignored=field["name"], reason=FIELD_IGNORED)
    if (fuzzy := _FUZZY.fullmatch(chunk)) and (fuzzy["before"] or after_phrase or not fuzzy["after"][:1].isdigit()):
        after = fuzzy["after"] if fuzzy["after"][:1].isalpha() else ""
        return Chunk((fuzzy["before"] or "") + after, chunk, FUZZY_IGNORED)
    if boost := _BOOST.fullmatch(chunk):
        return strip_operator(boost["before"])._replace(ignored=boost["weight"], reason=BOOST_IGNORED)
    return _strip_range(chunk)


def _is_field(field: re.Match[str], *, before_phrase: bool) -> bool:
    """Return whether a name before a colon is a field with a value."""
    named = field["name"][:-1] in FIELDS and not field["value"].startswith("//")
    return named and (before_phrase or bool(field["value"]))


def _strip_range(chunk: str) -> Chunk:
    """Return the ends of a range; else the chunk without a wildcard inside a word."""
    if found := _RANGE.fullmatch(chunk):
        return Chunk(" ".join(filter(None, found.groups())), chunk, RANGE_IGNORED)
    if (wildcard := _INNER_WILDCARD.match(chunk)) and not _LINK.search(chunk):
        return _without_wildcard(chunk, wildcard)
    return Chunk(chunk)


def _without_wildcard(chunk: str, wildcard: re.Match[str]) -> Chunk:
    """Return what comes before a wildcard inside a word as a beginning of words, or what comes after one before it."""
    if wildcard["word"]:
        return Chunk(wildcard["before"], chunk, WILDCARD_IGNORED, prefix=True)
    if wildcard["sign"] == "?":
        return Chunk(chunk)  # a question mark before a word: ¿, or a link
    return Chunk(chunk[wildcard.end() :], chunk, WILDCARD_IGNORED)
