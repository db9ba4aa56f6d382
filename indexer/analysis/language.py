"""Which language a text is in, by the share of its words that are stop words of each."""

from collections.abc import Collection
from functools import lru_cache

from indexer.analysis.stopwords import STOPPED, stopwords
from indexer.analysis.words import words

_ENOUGH = 0.12
"""Running text in one of our languages has a share of stop words of .3 or more; lists of names have less."""

_VIETNAMESE_LETTERS = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


AT_A_TIME = 16
"""Of so many questions the language is remembered: each is read for the search and once more for its answer."""


@lru_cache(maxsize=AT_A_TIME)
def question_language(text: str) -> str:
    """The language (ISO 639-1 code) of what a reader asks."""
    return detect_language(text)


def detect_language(text: str, among: Collection[str] = STOPPED, otherwise: str = "en") -> str:
    """The language (ISO 639-1 code) of a text, or `otherwise` where too little speaks for any."""
    if "vi" in among and not text.isascii():
        letters = [char for char in text.casefold() if char.isalpha()]
        if letters and sum(char in _VIETNAMESE_LETTERS for char in letters) > len(letters) / 12:
            return "vi"
    found = [word.text for word in words(text)]
    if not found:
        return otherwise
    share = {code: sum(word in stopwords(code) for word in found) / len(found) for code in among if code != "vi"}
    best = max(share, key=lambda code: (share[code], code == otherwise), default=otherwise)
    return best if share.get(best, 0) >= _ENOUGH else otherwise
