"""Which of the corpus's documents are listed."""

from dataclasses import dataclass
from typing import Literal, get_args

DocumentState = Literal["searched", "waiting", "unknown"]
"""Text that is searched, text that could be fetched, text whose address nobody has told us."""

STATES: tuple[DocumentState, ...] = get_args(DocumentState)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """A choice of documents: by the state of their text, by country; nothing leaves all of them."""

    state: DocumentState | None = None
    country: str = ""
