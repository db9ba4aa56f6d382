"""The language of each block and of each passage, so that each part of a mixed document is analyzed in its own.

Scripts other than Latin tell their language, or a few. py3langid detects that of longer blocks among the plausible
ones; shorter blocks take their neighbours'.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from indexer.analysis.language_detection import detect_language, language_of_script
from indexer.analysis.language_registry import stopword_languages
from indexer.analysis.scripts import LANGUAGES, script_of
from indexer.analysis.terms import count_stopwords
from indexer.analysis.tokenizer import token_texts
from indexer.documents.page_text import PlacedBlock
from indexer.records.passage import Span
from indexer.records.reading import Block

MIN_WORDS = 6
"""The language of a block with fewer words is not detected."""

MIN_PROBABILITY = 0.9
"""The probability from which a detected language is accepted."""

MIN_STOPWORD_SHARE = 0.25
"""A block with this share of the document's stop words, and twice that of any other language, is in its language."""


def block_languages(blocks: Sequence[Block], main: str, others: Iterable[str] = ()) -> list[str]:
    """Return the language (ISO 639-1 code) of each block of a document whose `main` language is known.

    It is an analyzed language, the main one or one of `others`. A block of which it cannot be detected takes that of
    the last block before it, a heading that of the next after it.
    """
    among = frozenset({*stopword_languages(), main, *others})
    detected = [_detect(block.text, main, among) for block in blocks]
    before, after = _filled(detected, main), _filled(detected[::-1], main)[::-1]
    return [
        own or (after[index] if block.kind == "heading" else before[index])
        for index, (block, own) in enumerate(zip(blocks, detected, strict=True))
    ]


def _detect(text: str, main: str, among: frozenset[str]) -> str | None:
    """Return the language that a text is certainly in, or None."""
    if language := detect_by_script(text, main):
        return language
    found = token_texts(text)
    if len(found) < MIN_WORDS:
        return None
    if _has_stopwords_of(found, main):
        return main
    identifier = _identifier(among)
    if main not in identifier.labels:
        return main
    language, probability = identifier.classify(text)
    if probability < MIN_PROBABILITY:
        return None
    # Lists of names look like any language, so stop words decide where there are any.
    agrees = (
        language == main or detect_language(text, {language, main} & set(stopword_languages()), language) == language
    )
    return str(language) if agrees else None


def detect_by_script(text: str, claimed: str) -> str:
    """Return the language of a text that is in another script than Latin; empty for one that is not.

    Where several languages are written so and the one that is `claimed` is none of them, the model decides.
    """
    language = language_of_script(text, claimed)
    candidates = LANGUAGES[script_of(text)] if language else ()
    if len(candidates) > 1 and language == candidates[0] != claimed:
        identifier = _identifier(frozenset(candidates))
        detected, probability = identifier.classify(text) if identifier.labels else (language, 0.0)
        return str(detected) if probability >= MIN_PROBABILITY else language
    return language


def _has_stopwords_of(found: Sequence[str], main: str) -> bool:
    share = {code: count_stopwords(found, code) / len(found) for code in stopword_languages()}
    others = max((share[code] for code in stopword_languages() if code != main), default=0.0)
    return share.get(main, 0.0) >= max(MIN_STOPWORD_SHARE, 2 * others)


def _filled(detected: Iterable[str | None], main: str) -> list[str]:
    """Replace each None by the last language before it, or `main`."""
    filled, last = [], main
    for language in detected:
        last = language or last
        filled.append(last)
    return filled


@cache
def _identifier(among: frozenset[str]) -> LanguageIdentifier:
    """Return an identifier of those of these languages that the model knows."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(among.intersection(identifier.labels))
    return identifier


class PassageLanguages:
    """The language of most words of a passage, from the languages of the blocks that its spans overlap."""

    def __init__(self, placed: Sequence[PlacedBlock], languages: Sequence[str], pages: Mapping[int, str]) -> None:
        self._pages = pages
        self._main = Counter(languages).most_common(1)[0][0] if languages else "en"
        self._blocks: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for block, language in zip(placed, languages, strict=True):
            for span in block.spans:
                self._blocks[span.page].append((span.start, span.end, language))

    def language_of(self, spans: Iterable[Span]) -> str:
        """Return the language of the passage with these spans."""
        counts = Counter[str]()
        for span in spans:
            for start, end, language in self._overlaps(span):
                counts[language] += len(self._pages[span.page][start:end].split())
        return max(counts, key=lambda code: counts[code], default=self._main)

    def _overlaps(self, span: Span) -> Iterator[tuple[int, int, str]]:
        """Yield the overlaps of a span with blocks, which are in order on each page."""
        blocks = self._blocks[span.page]
        first = bisect_right(blocks, span.start, key=lambda block: block[0])
        for start, end, language in islice(blocks, max(0, first - 1), None):
            if start >= span.end:
                break
            if end > span.start:
                yield max(start, span.start), min(end, span.end), language
