"""Omissions: what a reader leaves out of a file, counted, and reported as the warnings of its reading."""

from collections import Counter
from dataclasses import dataclass, field

from indexer.read.heuristics import count_words

MAX_LISTED = 10  # page numbers in one warning


@dataclass(slots=True)
class Omissions:
    """The number of struck-out words, of hidden words and of other things that are in a file and not in its reading.

    `others` counts things by their name in the singular, such as "comment"; `hidden_pages` are slides or sheets that
    are not shown, by number or name.
    """

    struck: int = 0
    hidden: int = 0
    others: Counter[str] = field(default_factory=Counter)
    hidden_pages: list[str] = field(default_factory=list)

    def count_struck(self, text: str) -> None:
        """Count the words of a text that is struck out or deleted."""
        self.struck += count_words(text)

    def count_hidden(self, text: str) -> None:
        """Count the words of a text that no reader sees."""
        self.hidden += count_words(text)

    def warnings(self, page: str = "page") -> tuple[str, ...]:
        """Return one warning for each kind of thing that was left out. `page` is what the file calls a page."""
        counts = [(self.struck, "struck-out word"), (self.hidden, "hidden word")]
        counts += [(count, name) for name, count in self.others.items()]
        found = [f"{count:,} {name}{'' if count == 1 else 's'} left out" for count, name in counts if count]
        if self.hidden_pages:
            listed = ", ".join(self.hidden_pages[:MAX_LISTED]) + (", …" if len(self.hidden_pages) > MAX_LISTED else "")
            found.append(
                f"{len(self.hidden_pages)} hidden {page}{'' if len(self.hidden_pages) == 1 else 's'} left out: {listed}"
            )
        return tuple(found)
