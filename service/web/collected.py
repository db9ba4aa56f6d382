"""Collections in addresses: the quotations that a reader picked, each by the key of its permanent address, in order.

    /collection?p={key}&p={key}…

`p` may be a permanent link to a quotation, too, or the address of another collection, as readers paste them.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, unquote

from indexer.errors import BadParameter
from service.quotations.address import DIGEST, PREFIX, QuotationAddress
from service.translations.formats import format_number
from service.translations.messages import interface

PICKED = "p"
"""The parameter that names a quotation."""

MAX_COLLECTED = 50
"""The most quotations of a collection: its address stays below the 8 kB that web servers accept."""

_LINK = re.compile(rf"[^?#]*{PREFIX}(?P<document>[^/?#]+)/(?P<place>[^?#]+)\?(?P<query>[^#]*)")


def parse_collected(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that values of the parameter name, once each. Raise BadParameter."""
    keys = tuple(dict.fromkeys(key for value in values for key in _keys(value.strip())))
    if len(keys) > MAX_COLLECTED:
        raise BadParameter(
            "A collection holds up to %(most)s quotations. Begin another one.", most=format_number(MAX_COLLECTED)
        )
    return keys


def _keys(value: str) -> Iterator[str]:
    """Yield the keys that one value names: those of a collection, that of a link, or the key that it is."""
    if not value:
        return
    link = _LINK.match(value)
    if link:
        digest = dict(parse_qsl(link["query"])).get(DIGEST, "")
        yield QuotationAddress.parse(unquote(link["document"]), unquote(link["place"]), digest).key
    elif "?" in value:
        for name, each in parse_qsl(value.partition("?")[2]):
            if name == PICKED and "?" not in each:
                yield from _keys(each)
    else:
        yield QuotationAddress.of_key(value).key


def collected() -> tuple[str, ...]:
    """Return the collection that the address of the current request carries from page to page, if it is sound."""
    values = [value for name, value in parse_qsl(interface().query) if name == PICKED]
    try:
        return parse_collected(values)
    except BadParameter:
        return ()
