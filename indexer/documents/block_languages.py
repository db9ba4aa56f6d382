"""The language of each block and of each passage, so that mixed documents are analysed and counted as what they are.

Longer blocks are told by py3langid among the languages that are plausible; shorter ones go with their neighbours.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from indexer.analysis.language import stopword_languages
from indexer.analysis.language_detection import detect_language
from indexer.analysis.terms import count_stopwords
from indexer.analysis.tokenizer import token_texts
from indexer.documents.page_text import PlacedBlock
from indexer.records.passage import Span
from indexer.records.reading import Block

FEWEST_WORDS = 6
"""A block with fewer words does not tell its language."""

SURE = 0.9
"""The probability from which a language that a block seems to be in is believed."""

PLAIN_SHARE = 0.25
"""From this share of stop words of the document's language, and twice that of any other, a block is plainly in it."""


def block_languages(blocks: Sequence[Block], main: str, others: Iterable[str] = ()) -> list[str]:
    """The language (ISO 639-1 code) of each block of a document whose `main` language is known.

    It is one of those that are analysed, the main one and the `others`. Blocks that do not tell take the language
    of the block before them that does, headings that of the one after them.
    """
    among = frozenset({*stopword_languages(), main, *others})
    told = [_tell(block.text, main, among) for block in blocks]
    before, after = _carried(told, main), _carried(told[::-1], main)[::-1]
    return [
        own or (after[place] if block.kind == "heading" else before[place])
        for place, (block, own) in enumerate(zip(blocks, told, strict=True))
    ]


def _tell(text: str, main: str, among: frozenset[str]) -> str | None:
    """The language that a text is in without doubt, or None."""
    found = token_texts(text)
    if len(found) < FEWEST_WORDS:
        return None
    if _is_plainly(found, main):
        return main
    identifier = _identifier(among)
    if main not in identifier.labels:
        return main
    language, probability = identifier.classify(text)
    if probability < SURE:
        return None
    # Lists of names look like any language: where the stop words speak, they have the last word.
    agrees = (
        language == main or detect_language(text, {language, main} & set(stopword_languages()), language) == language
    )
    return str(language) if agrees else None


def _is_plainly(found: Sequence[str], main: str) -> bool:
    share = {code: count_stopwords(found, code) / len(found) for code in stopword_languages()}
    others = max((share[code] for code in stopword_languages() if code != main), default=0.0)
    return share.get(main, 0.0) >= max(PLAIN_SHARE, 2 * others)


def _carried(told: Iterable[str | None], main: str) -> list[str]:
    """For each place the language told last up to there."""
    carried, last = [], main
    for language in told:
        last = language or last
        carried.append(last)
    return carried


@cache
def _identifier(among: frozenset[str]) -> LanguageIdentifier:
    """Tells these languages apart, as far as the model knows them."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(among.intersection(identifier.labels))
    return identifier


class PassageLanguages:
    """The language of most words of a passage, from the languages of the blocks whose places its spans cover."""

    def __init__(self, placed: Sequence[PlacedBlock], languages: Sequence[str], pages: Mapping[int, str]) -> None:
        self._pages = pages
        self._main = Counter(languages).most_common(1)[0][0] if languages else "en"
        self._places: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for block, language in zip(placed, languages, strict=True):
            for span in block.spans:
                self._places[span.page].append((span.start, span.end, language))

    def of(self, spans: Iterable[Span]) -> str:
        """The language of the passage with these spans."""
        counts = Counter[str]()
        for span in spans:
            for start, end, language in self._within(span):
                counts[language] += len(self._pages[span.page][start:end].split())
        return max(counts, key=lambda code: counts[code], default=self._main)

    def _within(self, span: Span) -> Iterator[tuple[int, int, str]]:
        """The blocks' shares of a span. Blocks stand on a page in the order of their places."""
        places = self._places[span.page]
        first = bisect_right(places, span.start, key=lambda place: place[0])
        for start, end, language in islice(places, max(0, first - 1), None):
            if start >= span.end:
                break
            if end > span.start:
                yield max(start, span.start), min(end, span.end), language
