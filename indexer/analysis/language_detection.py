"""Which language a text is in, by the share of its words that are stop words of each."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from indexer.analysis.accents import ACCENT_LANGUAGES
from indexer.analysis.stopwords import STOPWORD_LANGUAGES, count_stopwords, is_stopword, stopwords
from indexer.analysis.tokenizer import MAX_CACHED_QUERIES, token_texts, tokenize_query

_ENOUGH = 0.12
"""Running text in one of our languages has a share of stop words of .3 or more; lists of names have less."""

_SAYING = 0.05
"""The least that the words of a query must say for a language on average."""

_LETTERS = {"es": frozenset("ñáíóú"), "fr": frozenset("çàâèêëîïôùû"), "pt": frozenset("ãõçàâêáíóú")}
"""Letters that English has not, and that not all of these languages have."""

_LETTER = 0.1
"""What a letter says for the languages that have it: little, because names keep theirs in every language."""

_OPENED = 2
"""What a question mark that opens a question says for Spanish."""

_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’ʼ](?=[^\W\d_])", re.IGNORECASE)
_ELIDED = 0.5
"""What a French elision says for French; names have some in every language."""

_VIETNAMESE_LETTERS = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
_SHARED = frozenset("âêô")
"""Letters of Vietnamese that French has, too."""


def detect_language(
    text: str,
    among: Collection[str] = STOPWORD_LANGUAGES,
    otherwise: str = "en",
    *,
    folded: Sequence[str] | None = None,
) -> str:
    """The language (ISO 639-1 code) of a text, or `otherwise` where too little speaks for any.

    `folded` are its folded words, from who has them already.
    """
    if "vi" in among and not text.isascii() and _is_vietnamese(text.casefold()):
        return "vi"
    found = token_texts(text) if folded is None else folded
    if not found:
        return otherwise
    share = {code: count_stopwords(found, code) / len(found) for code in among if code != "vi"}
    best = max(share, key=lambda code: (share[code], code == otherwise), default=otherwise)
    return best if share.get(best, 0) >= _ENOUGH else otherwise


@lru_cache(maxsize=MAX_CACHED_QUERIES)
def query_language(text: str) -> str:
    """The language of what a reader asks, English where too little speaks for any.

    It is too short to count shares. A stop word says the more the fewer languages have it: `les` may be French or
    Spanish, `qui` is French. So do French elisions and, a little, letters. Words in capitals are names: `EU` is not the
    French for `had`.
    """
    found = tokenize_query(text)
    said = dict.fromkeys(STOPWORD_LANGUAGES, 0.0)
    having = _having()
    shouted = text.isupper()
    for word in found:
        codes = having.get(word.text, ())
        if codes and (shouted or not text[word.start : word.end].isupper()):
            for code in codes:
                said[code] += 1 / len(codes)
    if not text.isascii():
        small = text.casefold()
        if _is_vietnamese(small):
            return "vi"
        accented = [form for word in found if not (form := text[word.start : word.end]).isascii()]
        for code in ACCENT_LANGUAGES:
            said[code] += sum(is_stopword("", form, code) for form in accented)
        letters = frozenset(small)
        for code, own in _LETTERS.items():
            said[code] += _LETTER * len(letters & own)
        said["es"] += _OPENED * ("¿" in letters)
    if "'" in text or "’" in text:
        said["fr"] += _ELIDED * len(_ELISION.findall(text))
    best = max(said, key=said.__getitem__)
    return best if said[best] > _SAYING * len(found) else "en"


@cache
def _having() -> Mapping[str, Sequence[str]]:
    """The languages that have a folded word as a stop word, but for those in which its accents decide."""
    listed: dict[str, list[str]] = {}
    for code in STOPWORD_LANGUAGES:
        for form in stopwords(code) if code not in ACCENT_LANGUAGES else ():
            listed.setdefault(form, []).append(code)
    return listed


def _is_vietnamese(folded: str) -> bool:
    """Whether more than one letter in twelve is Vietnamese and hardly anything else."""
    if not _VIETNAMESE_LETTERS.intersection(folded):
        return False
    marked = sum(map(folded.count, _VIETNAMESE_LETTERS | _SHARED))
    return marked > sum(map(str.isalpha, folded)) / 12
