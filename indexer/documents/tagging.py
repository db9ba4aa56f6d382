"""Tags passages with countries, sectors, chains, topics and audiences.

A tag has three sources: the whole document (the manifest gives it one country, or it names hardly any other), names
in the passage or its headings, and the passages around it. Many reports name a country once and discuss it for pages
without naming it again. So a document's passages are modelled as a hidden Markov chain whose states are subjects (a
supply chain, a country, a sector, or none), with the names found as observations. The most likely sequence of states
(Viterbi, IEEE Transactions on Information Theory 13, 1967) bridges passages that name nothing and ignores passing
mentions.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.documents.mentions import MentionFinder
from indexer.documents.passages import PassageDraft
from indexer.records.passage import Tags
from indexer.records.source import Source
from indexer.records.taxonomy import Taxonomy

_ENTER = 3.0
"""The cost of changing to a subject, in mentions."""
_LEAVE = 1.0
"""The cost of changing from a subject to none."""
_MENTION_CAP = 3
"""Further mentions in one passage add nothing."""
_WEIGHTS = {"country": 1.0, "sector": 0.6}
_SILENT = 0.5
"""The cost of a passage without a mention for a state with a subject: it is slightly more likely a general part."""
_OTHER = 1.5
"""What a mention of others alone costs a state that has a value of its own."""
_UNEXPECTED = 0.5
"""What each mention of one value above those of the others costs a state that has none."""


_MAIN_SHARE = 0.8
"""The share of a document's mentions that one value must have for the document to be about it."""
_MAIN_DENSITY = 0.1
"""The share of a document's passages that must name that value."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a passage may be about: a country, a sector, both (as a supply chain), or neither."""

    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The names found in one passage, by facet. `restarts` is true where the document comes back to its own title."""

    country: Counter[str]
    sector: Counter[str]
    restarts: bool = False


class Tagger:
    """Tags the passages of documents by one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._finders = {
            name: MentionFinder(taxonomy.facets[name]) for name in ("country", "sector", "topic", "audience")
        }
        chains = [(value.slug, value.country, value.sector) for value in taxonomy.facets["chain"].values]
        self._chains = chains
        self._states = (
            _State(),
            *(_State(country, sector) for _, country, sector in chains),
            *(_State(country=value.slug) for value in taxonomy.facets["country"].values),
            *(_State(sector=value.slug) for value in taxonomy.facets["sector"].values),
        )

    def tag(self, source: Source, drafts: Sequence[PassageDraft]) -> list[Tags]:
        """Return the tags of a document's passages, in order."""
        evidence = [
            self._evidence(
                (*draft.section, draft.text), restarts=bool(place and drafts[place - 1].section and not draft.section)
            )
            for place, draft in enumerate(drafts)
        ]
        states = _viterbi(evidence, self._states)
        whole = _State(
            _subject(source.countries, [each.country for each in evidence]),
            _subject(source.sectors, [each.sector for each in evidence]),
        )
        return [
            self._tags(draft, found, (state, whole))
            for draft, found, state in zip(drafts, evidence, states, strict=True)
        ]

    def changes(self, texts: Sequence[str]) -> set[int]:
        """Return the indices of the texts at which a sequence of texts changes to another country or sector."""
        states = _viterbi([self._evidence((text,)) for text in texts], self._states)
        return {place for place in range(1, len(states)) if states[place] != states[place - 1]}

    def _evidence(self, texts: tuple[str, ...], *, restarts: bool = False) -> _Evidence:
        return _Evidence(self._finders["country"].count(texts), self._finders["sector"].count(texts), restarts)

    def _tags(self, draft: PassageDraft, found: _Evidence, subjects: tuple[_State, _State]) -> Tags:
        countries = {*found.country, *(subject.country for subject in subjects if subject.country)}
        sectors = {*found.sector, *(subject.sector for subject in subjects if subject.sector)}
        chains = {slug for slug, country, sector in self._chains if country in countries and sector in sectors}
        texts = (*draft.section, draft.text)
        return Tags(
            country=self._ordered("country", countries),
            sector=self._ordered("sector", sectors),
            chain=self._ordered("chain", chains),
            topic=self._ordered("topic", set(self._finders["topic"].count(texts))),
            audience=self._ordered("audience", set(self._finders["audience"].count(texts))),
        )

    def _ordered(self, facet: str, slugs: set[str]) -> tuple[str, ...]:
        """Return the slugs in the taxonomy's order, without unknown ones."""
        return tuple(value.slug for value in self._taxonomy.facets[facet].values if value.slug in slugs)


def _subject(given: tuple[str, ...], named: Sequence[Counter[str]]) -> str | None:
    """Return the one value that a whole document is about: the manifest's only one, else the one it mostly names."""
    if given:
        return given[0] if len(given) == 1 else None
    total = sum(named, Counter[str]())
    if not total:
        return None
    value, mentions = total.most_common(1)[0]
    passages = sum(value in each for each in named)
    is_main = mentions >= _MAIN_SHARE * total.total() and passages >= _MAIN_DENSITY * len(named)
    return value if is_main else None


def _viterbi(evidence: Sequence[_Evidence], states: Sequence[_State]) -> list[_State]:
    """Return the most likely sequence of states (Viterbi's algorithm over summed scores), starting from no subject."""
    if not evidence:
        return []
    turns = {free: [_transition_cost(state, free=free) for state in states] for free in (False, True)}
    scores = [fit - turn for fit, turn in zip(_emission_scores(evidence[0], states), turns[False], strict=True)]
    origins: list[list[int]] = []
    for each in evidence[1:]:
        best = max(range(len(states)), key=scores.__getitem__)
        turned = [scores[best] - turn for turn in turns[each.restarts]]
        origins.append([place if score >= turned[place] else best for place, score in enumerate(scores)])
        reached = map(max, scores, turned)
        scores = [score + fit for score, fit in zip(reached, _emission_scores(each, states), strict=True)]
    place = max(range(len(states)), key=scores.__getitem__)
    path = [place]
    for origin in reversed(origins):
        place = origin[place]
        path.append(place)
    return [states[place] for place in reversed(path)]


def _transition_cost(state: _State, *, free: bool = False) -> float:
    """Return the cost of changing to a state; to none it is `free` where a document returns to its own title."""
    if state != _State():
        return _ENTER
    return 0.0 if free else _LEAVE


def _emission_scores(evidence: _Evidence, states: Sequence[_State]) -> list[float]:
    """Return how well each state agrees with a passage's names. Many states share a country or a sector."""
    country = {
        value: _WEIGHTS["country"] * _agreement(evidence.country, value) for value in {each.country for each in states}
    }
    sector = {
        value: _WEIGHTS["sector"] * _agreement(evidence.sector, value) for value in {each.sector for each in states}
    }
    return [country[state.country] + sector[state.sector] for state in states]


def _agreement(named: Counter[str], value: str | None) -> float:
    """Return how well a value, or none, agrees with a passage's mentions: a list of many supports none of them."""
    total = named.total()
    if value is None:
        lead = 2 * max(named.values(), default=0) - total
        return -_UNEXPECTED * min(max(lead, 0), _MENTION_CAP)
    if named[value]:
        lead = 2 * named[value] - total
        return max(-_OTHER, float(min(lead, _MENTION_CAP)))
    return -_OTHER if total else -_SILENT
