"""Which language a text is in, by the share of its words that are stop words of each."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from indexer.analysis.stopwords import STOPPED, stopped
from indexer.analysis.words import QUERIES_AT_A_TIME, query_words, word_forms

_ENOUGH = 0.12
"""Running text in one of our languages has a share of stop words of .3 or more; lists of names have less."""

_VIETNAMESE_LETTERS = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def detect_language(
    text: str, among: Collection[str] = STOPPED, otherwise: str = "en", *, folded: Sequence[str] | None = None
) -> str:
    """The language (ISO 639-1 code) of a text, or `otherwise` where too little speaks for any.

    `folded` are its folded words, from who has them already.
    """
    if "vi" in among and not text.isascii() and _is_vietnamese(text.casefold()):
        return "vi"
    found = word_forms(text) if folded is None else folded
    if not found:
        return otherwise
    share = {code: stopped(found, code) / len(found) for code in among if code != "vi"}
    best = max(share, key=lambda code: (share[code], code == otherwise), default=otherwise)
    return best if share.get(best, 0) >= _ENOUGH else otherwise


@lru_cache(maxsize=QUERIES_AT_A_TIME)
def query_language(text: str) -> str:
    """The language of what a reader asks."""
    return detect_language(text, folded=[word.text for word in query_words(text)])


def _is_vietnamese(folded: str) -> bool:
    """Whether more than one letter in twelve is Vietnamese alone."""
    marked = sum(map(folded.count, _VIETNAMESE_LETTERS))
    return marked > 0 and marked > sum(map(str.isalpha, folded)) / 12
