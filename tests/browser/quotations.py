"""A document that was edited between two builds, so that its quotations are verbatim, moved, gone or unknown."""

from dataclasses import replace
from pathlib import Path

from indexer.records.passage import Span
from service.quotations.address import QuotationAddress, quotation_digest

LOST = "The lighthouse of Zqxport is lit each evening by a volunteer of the village."
FOUND = "The lighthouse of Zqxport is lit each evening by a machine that the village bought."
KEPT = "The keys of the lighthouse of Zqxport are kept at the school, where children may ask for them."

NAME = "zqxport.md"


def edition(first: bool) -> str:  # noqa: FBT001 - read with its name at every call
    """The text of the document before and after it was edited."""
    lead = "" if first else "This edition of the text was corrected.\n\n"
    return f"# The lighthouse of Zqxport\n\n## Lamp\n\n{lead}{LOST if first else FOUND}\n\n## Keys\n\n{KEPT}\n"


def write(folder: Path, *, first: bool) -> Path:
    path = folder / NAME
    path.write_text(edition(first), encoding="utf-8")
    return path


def address_of(text: str, *, first: bool) -> QuotationAddress:
    stored = edition(first=first).replace("#", "").replace("\n\n", "\n").replace("\n ", "\n").lstrip()
    start = stored.index(text)
    return QuotationAddress("zqxport", (Span(1, start, start + len(text)),), quotation_digest(text))


def _address(text: str, *, first: bool) -> str:
    return address_of(text, first=first).path


QUOTATIONS = {
    "quotation": _address(KEPT, first=False),
    "quotation: moved": _address(KEPT, first=True),
    "quotation: gone": _address(LOST, first=True),
    "quotation: unknown": _address(LOST, first=True)[:-16] + "0" * 16,
    "quotation: cut off": _address(KEPT, first=True).partition("?")[0],
}
"""The address of each state."""

COLLECTION = "/collection?" + "&".join(
    f"p={address.key}"
    for address in (
        address_of(KEPT, first=False),
        address_of(KEPT, first=True),
        address_of(LOST, first=True),
        replace(address_of(LOST, first=True), digest="0" * 16),
    )
)
"""A collection of quotations in each state."""
