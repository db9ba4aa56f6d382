"""Document symbols in page headers and footers, which are left out otherwise: they may be nowhere else in a file."""

import re
from collections.abc import Iterable
from dataclasses import replace

from indexer.read.blocks import make_block
from indexer.read.charset import clean
from indexer.records.reading import Block

MAX_LINES = 20  # different lines of headers and footers that are kept
# Letters and figures in parts set off by slashes, points or hyphens, such as GB.317/INS/4; not a date or an address.
_SYMBOL = re.compile(r"(?<![\w/.@-])(?=[\w./()-]*\d)(?=[\w./()-]*[A-Z])[A-Z][\w()]*(?:[./-][\w()]+)+(?![\w/@])")
# A number after a word for one, such as "Circular No. 14/2031", or a year in brackets, such as COM(2031) 41.
_NUMBERED = re.compile(r"\b(?:No|Nos|Nr|N[oº°]|№|Ref|Doc|Document|Dok)\b\.?\s*:?\s*[\w()]*\d|\b[A-Z]{2,}\(\d{4}\)\s?\d")
_WEB = re.compile(r"https?://|www\.|@", re.IGNORECASE)


def has_symbol(line: str) -> bool:
    """Return whether a line holds a document's symbol."""
    plain = _without_addresses(line)
    return _SYMBOL.search(plain) is not None or _NUMBERED.search(plain) is not None


def symbol_lines(lines: Iterable[str], body: Iterable[Block]) -> list[Block]:
    """Return the different lines of headers and footers that hold a symbol, as demoted notes on page 1.

    Those that the body has too are left out.
    """
    kept = dict.fromkeys(text for line in lines if (text := clean(line)) and has_symbol(text))
    body_texts = {block.text for block in body}
    return [
        replace(make_block("note", line), demoted=True) for line in list(kept)[:MAX_LINES] if line not in body_texts
    ]


def _without_addresses(line: str) -> str:
    return " ".join(word for word in line.split() if not _WEB.search(word))
