"""The queries of a crawl: what people, programs and attackers type, made from an index's own passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from indexer.analysis.tokenizer import tokenize
from indexer.index.generation import Generation
from indexer.records.passage import Passage
from tests.service.test_hostile_queries import CHARACTERS, NAMED

QUESTIONS = {
    "en": ("How many {} {}?", "When {} {}?", "Who {} {}?", "What is the {} of {}?", "Which {} {}?"),
    "es": ("¿Cuántos {} {}?", "¿Cuándo {} {}?", "¿Quién {} {}?", "¿Cuál es {} de {}?"),
    "fr": ("Combien de {} {} ?", "Quand {} {} ?", "Qui {} {} ?", "Quel est {} de {} ?"),
    "vi": ("{} {} là gì?", "Có bao nhiêu {} {}?", "Khi nào {} {}?", "Ai {} {}?"),
}
WRITTEN = (
    "12 June 2020", "2020-06-12", "June 2023", "junio de 2023", "US$100", "5 million", "€5 million", "62 per cent",
    "45%", "C188", "Convention No. 188", "núm. 188", "n° 190", "12,000", "12 000", "Viet Nam", "COVID-19", "I.L.O.",
)  # fmt: skip
ROUNDS = 3
"""How often each passage is asked about."""

LONG = 4
"""Letters of a word that is worth asking for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, of which kind it is, and the values of facets that it is narrowed to."""

    kind: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def queries(generation: Generation, seed: int = 0) -> Iterator[Asked]:
    """Queries of every kind, none twice, the same at each call."""
    seen: set[tuple[str, str]] = set()
    for asked in _all(generation, Random(seed)):
        key = asked.text, repr(sorted(asked.filters.items()))
        if key not in seen:
            seen.add(key)
            yield asked


def _all(generation: Generation, random: Random) -> Iterator[Asked]:
    yield from (Asked("written", text) for text in WRITTEN)
    yield from (Asked("hostile", text) for text in NAMED if len(text) <= 2_000)
    for passage in (*generation.passages,) * ROUNDS:
        yield from _about(passage, random)
        yield Asked("hostile", "".join(random.choices(CHARACTERS, k=random.randint(1, 60))))


def _about(passage: Passage, random: Random) -> Iterator[Asked]:
    """Queries made of a passage's own words."""
    written = [passage.text[word.start : word.end] for word in tokenize(passage.text)]
    long = [word for word in written if len(word) > LONG and word.isalpha()] or ["labour"]
    one, two, three = (random.choice(long) for _ in range(3))
    start = random.randrange(len(written))
    yield Asked("word", one)
    yield Asked("words", f"{one} {two}")
    yield Asked("words", f"{one} {two} {three}")
    yield Asked("phrase", f'"{" ".join(written[start : start + random.randint(2, 5)])}"')
    yield Asked("prefix", f"{two[:LONG]}* {three}")
    yield Asked("operators", f"{one} OR {two} -{three}")
    yield Asked("misspelt", f"{one[:1]}{one[2:3]}{one[1:2]}{one[3:]}")
    for language, templates in QUESTIONS.items():
        yield Asked("question " + language, random.choice(templates).format(two, three))
    facet, values = random.choice(
        [
            ("language", (passage.language,)),
            ("document", (passage.document,)),
            ("country", passage.tags.get("country", ()) or ("NAM",)),
        ]
    )
    yield Asked("filtered", one, {facet: tuple(values)})
