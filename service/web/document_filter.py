"""Which of the corpus's documents are listed."""

from dataclasses import dataclass
from typing import Literal, get_args

ListedState = Literal["searched", "waiting", "unknown"]
"""Text that is searched, text that could be fetched, text whose address nobody has told us."""

STATES: tuple[ListedState, ...] = get_args(ListedState)


@dataclass(frozen=True, slots=True)
class Listing:
    """A choice of documents: by the state of their text, by country; nothing leaves all of them."""

    state: ListedState | None = None
    country: str = ""
