"""Links that pages show in lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """Some words and where they lead."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class CountedLinkView:
    """A value, where the search for it leads, and how many passages are there."""

    label: str
    address: str
    count: int
