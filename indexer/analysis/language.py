"""Which language a text is in, by the share of its words that are stop words of each."""

from collections.abc import Collection, Sequence

from indexer.analysis.stopwords import STOPPED, stopwords
from indexer.analysis.words import words

_ENOUGH = 0.12
"""Running text in one of our languages has a share of stop words of .3 or more; lists of names have less."""

_VIETNAMESE_LETTERS = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def detect_language(
    text: str, among: Collection[str] = STOPPED, otherwise: str = "en", *, folded: Sequence[str] | None = None
) -> str:
    """The language (ISO 639-1 code) of a text, or `otherwise` where too little speaks for any.

    `folded` are its folded words, from who has them already.
    """
    if "vi" in among and not text.isascii() and _is_vietnamese(text):
        return "vi"
    found = [word.text for word in words(text)] if folded is None else folded
    if not found:
        return otherwise
    stopped = {code: len([word for word in found if word in stopwords(code)]) for code in among if code != "vi"}
    best = max(stopped, key=lambda code: (stopped[code], code == otherwise), default=otherwise)
    return best if stopped.get(best, 0) >= _ENOUGH * len(found) else otherwise


def _is_vietnamese(text: str) -> bool:
    letters = [char for char in text.casefold() if char.isalpha()]
    return bool(letters) and sum(char in _VIETNAMESE_LETTERS for char in letters) > len(letters) / 12
