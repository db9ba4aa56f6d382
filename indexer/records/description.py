"""What a document says it is: title, publisher, year, and where each was read."""

from dataclasses import dataclass
from typing import Literal

Origin = Literal["metadata", "cover", "imprint", "running head", "text", "landing page"]
"""Where a value was read: the file's properties, the type of the cover, the imprint (a line on copyright, publisher,
date, citation or ISBN), what is repeated on pages, the text, or the publication's page on the web.
"""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as the document states it, and where."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Description:
    """What a document says it is; None for what it does not say. `year` is that of publication, in four digits."""

    title: Stated | None = None
    subtitle: Stated | None = None
    publisher: Stated | None = None
    year: Stated | None = None
    symbol: Stated | None = None
    isbn: Stated | None = None


NOTHING_STATED = Description()
