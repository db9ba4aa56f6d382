"""Other names that were searched too, and the words that were put right, as the result page shows them."""

from dataclasses import dataclass

from service.search.protocol import ResultPage
from service.web.urls import Urls, as_typed, without_name


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that was searched too: what it stands for, and the address of the same search without it.

    `related` is true where it is of something near it, not of the same thing.
    """

    text: str
    language: str
    said: str
    related: bool
    without: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was searched in place of the query, and the address of the search just as it was typed."""

    text: str
    typed: str
    as_typed: str


def name_views(page: ResultPage, urls: Urls) -> tuple[NameView, ...]:
    """The other names, in the order of the query, each once."""
    names = {name.text.casefold(): name for name in reversed(page.expansions)}
    return tuple(
        NameView(
            text=name.text,
            language=name.language,
            said=name.original,
            related=name.related,
            without=urls.search(without_name(page.request, name.text)),
        )
        for name in reversed(names.values())
    )


def correction_view(page: ResultPage, urls: Urls) -> CorrectionView | None:
    """The correction of a query of which nothing was found, if there is one."""
    if page.corrected is None:
        return None
    return CorrectionView(page.corrected, page.request.text, urls.search(as_typed(page.request)))
