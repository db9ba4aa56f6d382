"""The features of sentences worked out word by word, as they are defined: what the compiled loops must give."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from indexer.analysis.answer_cues import BODY, AnswerCues
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.sentence_index import ALIKE
from indexer.analysis.sentence_splitter import quotable_spans
from indexer.analysis.terms import accented_form, is_stopword, stem
from indexer.analysis.tokenizer import NormalizedToken, fold
from service.answers.candidates import Source
from service.answers.cue_counts import SIGNS, THINGS
from service.answers.question import WRITTEN, Question

Run = tuple[str, ...]


def plain_rows(question: Question, sources: Sequence[Source], above: Sequence[str] = ()) -> list[dict[str, float]]:
    """The features of each sentence by name; one that is left out is 0. `above` are stems above each passage."""
    passages = [[_Sentence(question, source, span) for span in _spans(source)] for source in sources]
    return _Rows(question, [each for each in passages if each], frozenset(above)).rows()


def _spans(source: Source) -> list[tuple[int, int]]:
    return quotable_spans(source.passage.text)


def _runs(written: Sequence[str], size: int) -> set[Run]:
    return {tuple(written[place : place + size]) for place in range(len(written) - size + 1)}


@dataclass(frozen=True)
class _Sentence:
    question: Question
    source: Source
    span: tuple[int, int]

    @property
    def text(self) -> str:
        return self.source.passage.text[slice(*self.span)]

    @property
    def language(self) -> str:
        return self.source.passage.language

    @cached_property
    def normalized_tokens(self) -> list[NormalizedToken]:
        forms = (form for unit in normalized_tokens(self.source.passage.text) for form in unit.all_forms)
        inside = (form for form in forms if self.span[0] <= form.start < self.span[1])
        return sorted(inside, key=lambda form: form.start)

    @cached_property
    def written(self) -> list[str]:
        return WRITTEN.findall(self.text.casefold())

    def form(self, unit: NormalizedToken, *, accents: bool) -> str:
        word = self.source.passage.text[unit.start : unit.end]
        with_accents = accented_form(word) if accents and distinguishes_accents(self.language) else ""
        return with_accents or stem(unit.text, self.language)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """The places of matching words with the question's words."""
        accents = distinguishes_accents(self.question.language)
        forms = [self.form(unit, accents=accents) for unit in self.normalized_tokens]
        words = self.question.words
        firsts = [next((k for k, word in enumerate(words) if form in word.terms), -1) for form in forms]
        return [(place, word) for place, word in enumerate(firsts) if word >= 0]

    @cached_property
    def akin(self) -> set[int]:
        forms = [self.form(unit, accents=True) for unit in self.normalized_tokens]
        heads = {form[:ALIKE] for form in forms if len(form) >= ALIKE}
        return {word for _, word in self.places} | {
            place
            for place, word in enumerate(self.question.words)
            if heads & {term[:ALIKE] for term in word.terms if len(term) >= ALIKE}
        }

    @cached_property
    def telling(self) -> set[int]:
        text = self.source.passage.text
        return {
            place
            for place, unit in enumerate(self.normalized_tokens)
            if not is_stopword(unit.text, text[unit.start : unit.end], self.language)
        }

    def signs(self) -> Iterator[int]:
        """Where signs of the kind asked for start in the passage, one that counts twice given twice."""
        kind, text = self.question.kind, self.source.passage.text
        found = AnswerCues(text, self.language)
        if kind == "person" and found.speaks(*self.span):
            return
        for start, end, kinds in found.of(*self.span):
            named = kind in THINGS and fold(text[start:end]) in fold(self.question.text)
            if kinds & SIGNS.get(kind, 0) and not named:
                yield from [start] * (2 if kind == "organisation" and kinds & BODY else 1)


class _Rows:
    def __init__(self, question: Question, passages: Sequence[Sequence[_Sentence]], above: frozenset[str]) -> None:
        self.question = question
        self.passages = passages
        self.every = [sentence for passage in passages for sentence in passage]
        self.above = {place for place, word in enumerate(question.words) if word.terms & above}
        self.asked = WRITTEN.findall(question.text.casefold())
        self.whole = self.weight(range(len(question.words)))
        n = len(self.every)
        counts = Counter(word for sentence in self.every for word in sentence.akin)
        self.local = {word: _idf(n, count) for word, count in counts.items()}
        runs = Counter(run for sentence in self.every for run in _runs(sentence.written, 2))
        self.runs = {run: _idf(n, runs[run]) for run in _runs(self.asked, 2)}

    def rows(self) -> list[dict[str, float]]:
        rows = [
            self.words(sentence) | self.around(passage, place) | self.form(sentence)
            for passage in self.passages
            for place, sentence in enumerate(passage)
        ]
        for name in ("shared", "akin", "telling_here", "runs", "not_in_heading"):
            best = max((row[name] for row in rows), default=0.0)
            for row in rows:
                row[f"{name}_of_best"] = _share(row[name], best)
        return rows

    def weight(self, places: "Sequence[int] | set[int] | range") -> float:
        return math.fsum(self.question.words[place].rarity for place in places)

    def words(self, sentence: _Sentence) -> dict[str, float]:
        words = self.question.words
        matched = {word for _, word in sentence.places}
        outside = set(range(len(words))) - self.above
        rarest = max(range(len(words)), key=lambda place: words[place].rarity)
        runs = _runs(sentence.written, 2) & self.runs.keys()
        triples = _runs(sentence.written, 3) & _runs(self.asked, 3)
        gaps = [b - a for (a, first), (b, second) in pairwise(sentence.places) if first != second]
        return {
            "shared": _share(self.weight(matched), self.whole),
            "akin": _share(self.weight(sentence.akin), self.whole),
            "count": len(sentence.akin) / len(words),
            "as_written": _share(
                self.weight({place for place in matched if words[place].written in sentence.written}), self.whole
            ),
            "not_in_heading": _share(self.weight(sentence.akin & outside), self.weight(outside)),
            "telling_here": _share(sum(self.local[each] for each in sentence.akin), sum(self.local.values())),
            "pairs": self.pairs(sentence),
            "runs": _share(sum(self.runs[run] for run in runs), sum(self.runs.values())),
            "long_runs": len(triples) / max(1, len(self.asked) - 2),
            "rarest": float(rarest in sentence.akin),
            "first_word": float(0 in sentence.akin),
            "near": sum(max(0.0, 1 - (gap - 1) / 8) for gap in gaps) / max(1, len(words) - 1),
        }

    def pairs(self, sentence: _Sentence) -> float:
        words, places = self.question.words, sentence.places
        followed = {
            first for here, first in places for there, second in places if second == first + 1 and 0 < there - here <= 3
        }
        whole = sum(min(a.rarity, b.rarity) for a, b in pairwise(words))
        return _share(sum(min(words[k].rarity, words[k + 1].rarity) for k in followed), whole)

    def around(self, passage: Sequence[_Sentence], place: int) -> dict[str, float]:
        own, source = passage[place].akin, passage[place].source
        before = passage[place - 1].akin if place else own
        after = passage[place + 1].akin if place + 1 < len(passage) else own
        held = self.above.union(*(sentence.akin for sentence in passage))
        names = {place for place, word in enumerate(self.question.words) if word.name}
        return {
            "before_adds": _share(self.weight(before - own), self.whole),
            "after_adds": _share(self.weight(after - own), self.whole),
            "passage": _share(self.weight(held), self.whole),
            "names_missing": _share(self.weight(names - held), self.whole),
            "rank": 1 / (1 + source.rank),
            "score": _share(source.score, max(each.source.score for each in self.every)),
        }

    def form(self, sentence: _Sentence) -> dict[str, float]:
        question, count = self.question, len(sentence.normalized_tokens)
        new = len(sentence.telling - {place for place, _ in sentence.places})
        row = {
            "length": min(1.0, math.log1p(count) / math.log1p(60)),
            "short": float(count < 6),
            "new_words": min(1.0, math.log1p(new) / math.log1p(60)),
            "asks": float(sentence.text.endswith("?")),
            "refers_back": float(bool(sentence.written) and fold(sentence.written[0]) in _REFERRING),
            "focus": float(question.focus in sentence.akin),
        }
        if question.kind not in SIGNS:
            return row
        signs = list(sentence.signs())
        if not signs:
            return row | {f"{question.kind}_absent": 1.0}
        near = [sentence.normalized_tokens[place].start for place, _ in sentence.places]
        near_focus = [
            sentence.normalized_tokens[place].start for place, word in sentence.places if word == question.focus
        ]
        return row | {
            f"{question.kind}_near": _close(signs, near),
            f"{question.kind}_many": min(1.0, (len(signs) - 1) / 4),
            "focus_near": _close(signs, near_focus),
        }


def _idf(among: int, count: int) -> float:
    return math.log(1 + (among - count + 0.5) / (count + 0.5))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _close(signs: Sequence[int], starts: Sequence[int]) -> float:
    gaps = [abs(start - sign) for sign in signs for start in starts]
    return math.exp(-min(gaps) / 40) if gaps else 0.0


_REFERRING = frozenset(
    "he she it they this these that those his her its their il elle ils elles ce cet cette ces celui son sa ses leur "
    "el ella ellos ellas este esta estos estas ese esa su sus no nay day ho".split()
)
