"""In which other languages texts are than the reader's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from service.translations.messages import interface


@dataclass(frozen=True, slots=True)
class ForeignLanguages:
    """The languages in which texts are, the most frequent first; none if enough are in the interface's language.

    `all` is false where some of the texts are in the interface's language.
    """

    codes: tuple[str, ...] = ()
    all: bool = True

    def __bool__(self) -> bool:
        return bool(self.codes)


def foreign_languages(languages: Iterable[str]) -> ForeignLanguages:
    """Return the languages of texts if none, or less than half, are in the interface's language.

    Where some are, the others are named only if one language has more than half of the texts.
    """
    counts = Counter(filter(None, languages))
    own = counts.pop(interface().language, 0)
    most = counts.most_common()
    if not own:
        return ForeignLanguages(tuple(code for code, _ in most))
    total = own + sum(counts.values())
    return ForeignLanguages((most[0][0],), all=False) if most and 2 * most[0][1] > total else ForeignLanguages()
