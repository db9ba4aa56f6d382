"""Tags passages with the values of the facets that the taxonomy declares for passages.

There are three kinds of evidence for a value of a subject facet (such as country and sector): the whole document (the
manifest gives it one, or it is about one: indexer/documents/main_country.py for countries), names in the passage or its
headings, and the neighbourhood. Many reports name a country once and then speak of it for pages without naming it
again, sometimes without a heading that does. So the run of a document's passages is read as a hidden Markov chain whose
states are what a passage may be about (a combination, a value of one subject facet, or none), with the names found as
evidence; the most likely sequence of states (Viterbi, IEEE Transactions on Information Theory 13, 1967) bridges
passages that name nothing and does not jump at a passing mention.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.documents.main_country import Front, main_countries
from indexer.documents.mentions import MentionFinder
from indexer.documents.passages import PassageDraft
from indexer.records.passage import Tags
from indexer.records.source import Source
from indexer.records.taxonomy import COUNTRY, Taxonomy

_ENTER = 3.0
"""The cost of switching to a subject, in mentions."""
_LEAVE = 1.0
"""The cost of switching from a subject to none."""
_MENTION_CAP = 3
"""Further mentions in one passage add nothing."""
_SILENT = 0.5
"""The cost of a passage without a mention for a state: silence is weak evidence for a document's general part."""
_OTHER = 1.5
"""The cost of a mention of only other values for a state that has a value."""
_UNEXPECTED = 0.5
"""The cost of each mention of one value above those of the others for a state that has none."""


_MAIN_SHARE = 0.8
"""The share of a document's mentions that one value must have for the document to be about it."""
_MAIN_DENSITY = 0.3
"""The share of a document's passages that must name that value: most surveys name one sector more than any other."""


NO_FRONT = Front()
"""That of a document of which nothing is known but its text."""

_State = tuple[str | None, ...]
"""What a passage may be about: for each subject facet one of its values, or none."""


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The names found in one passage, by subject facet: without weak ones, and all of them. `restarts` is true where
    the document repeats its own title.
    """

    by_facet: tuple[Counter[str], ...]
    named: tuple[Counter[str], ...]
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class DocumentTags:
    """The tags of a document's passages, in order; the countries that it is about, and where these were read."""

    passages: tuple[Tags, ...]
    countries: tuple[str, ...] = ()
    origin: str = ""


class Tagger:
    """Tag the passages of documents by the facets of one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        named = [facet for facet in taxonomy.facets.values() if facet.source == "names"]
        self._taxonomy = taxonomy
        self._finders = {facet.name: MentionFinder(facet) for facet in named}
        self._subjects = [facet for facet in named if facet.subject_weight]
        self._axes = range(len(self._subjects))
        self._weights = [facet.subject_weight for facet in self._subjects]
        self._combinations = [facet for facet in taxonomy.facets.values() if facet.source == "combination"]
        self._states = tuple(self._possible_states())

    def tag(self, source: Source, drafts: Sequence[PassageDraft], front: Front = NO_FRONT) -> DocumentTags:
        """Tag the passages of a document, given in order."""
        mentions = [
            self._mentions(
                (*draft.section, draft.text),
                restarts=bool(number and drafts[number - 1].section and not draft.section),
            )
            for number, draft in enumerate(drafts)
        ]
        states = self._most_likely(mentions)
        countries, origin = source.countries, "manifest" if source.countries else ""
        whole: list[tuple[str, ...]] = []
        for axis, facet in enumerate(self._subjects):
            named = [each.named[axis] for each in mentions]
            if facet.name == COUNTRY and not countries:
                countries, origin = main_countries(facet, self._finders[COUNTRY], source, front, named)
                whole.append(countries)
            else:
                whole.append(_subject(source.values(facet.name), named))
        passages = tuple(self._tags(source, draft, (state, whole)) for draft, state in zip(drafts, states, strict=True))
        return DocumentTags(passages, countries, origin)

    def subject_changes(self, texts: Sequence[str]) -> set[int]:
        """Return the indices of the texts at which the subject changes."""
        states = self._most_likely([self._mentions((text,)) for text in texts])
        return {number for number in range(1, len(states)) if states[number] != states[number - 1]}

    def _most_likely(self, mentions: Sequence[_Mentions]) -> list[_State]:
        """Return the most likely sequence of states. States with a value that is never named cannot be in it."""
        known = [{None, *sum((each.by_facet[axis] for each in mentions), Counter[str]())} for axis in self._axes]
        states = [state for state in self._states if all(state[axis] in known[axis] for axis in self._axes)]
        return _viterbi(mentions, states, self._weights)

    def _possible_states(self) -> Iterator[_State]:
        """Yield the state without a value, the combinations of subjects, and each value of a subject alone.

        Values known by proper names alone, such as the countries that the corpus does not describe, are no states: they
        tag the passages that name them.
        """
        axes = [facet.name for facet in self._subjects]
        yield (None,) * len(axes)
        for facet in self._combinations:
            if set(facet.combines) <= set(axes):
                yield from (tuple(value.parts.get(name) for name in axes) for value in facet.values)
        for facet in self._subjects:
            for value in (each for each in facet.values if each.proper is None):
                yield tuple(value.slug if name == facet.name else None for name in axes)

    def _mentions(self, texts: tuple[str, ...], *, restarts: bool = False) -> _Mentions:
        finders = [self._finders[facet.name] for facet in self._subjects]
        strong = tuple(finder.count(texts, weak=False) for finder in finders)
        return _Mentions(strong, tuple(finder.count(texts) for finder in finders), restarts)

    def _tags(self, source: Source, draft: PassageDraft, subjects: tuple[_State, Sequence[tuple[str, ...]]]) -> Tags:
        """Return a passage's values: what it is about, its and its document's subjects, and combinations of these."""
        state, whole = subjects
        found = {name: finder.about(draft.section, draft.text) for name, finder in self._finders.items()}
        if draft.demoted:  # a list of other text: what that is about
            found.update((name, set()) for name in found.keys() - set(self._taxonomy.subjects))
        for axis, facet in enumerate(self._subjects):
            value = state[axis]
            found[facet.name].update(whole[axis], () if value is None else (value,))
        for name in self._finders.keys() - {facet.name for facet in self._subjects}:
            found[name].update(source.values(name))
        for facet in self._combinations:
            found[facet.name] = {
                value.slug for value in facet.values if all(part in found[name] for name, part in value.parts.items())
            }
        return {
            name: tuple(value.slug for value in self._taxonomy.facets[name].values if value.slug in found.get(name, ()))
            for name in self._taxonomy.passage_facets
        }


def _subject(given: tuple[str, ...], named: Sequence[Counter[str]]) -> tuple[str, ...]:
    """Return the one value that a whole document is about: the manifest's only one, else the one it mostly names."""
    if given:
        return given if len(given) == 1 else ()
    total = sum(named, Counter[str]())
    if not total:
        return ()
    value, mentions = total.most_common(1)[0]
    passages = sum(value in each for each in named)
    is_main = mentions >= _MAIN_SHARE * total.total() and passages >= _MAIN_DENSITY * len(named)
    return (value,) if is_main else ()


def _viterbi(mentions: Sequence[_Mentions], states: Sequence[_State], weights: Sequence[float]) -> list[_State]:
    """Return the most likely sequence of states (Viterbi, sums of scores); it starts from no subject."""
    if not mentions:
        return []
    transition_costs = {free: [_transition_cost(state, free=free) for state in states] for free in (False, True)}
    first = _emission_scores(mentions[0], states, weights)
    scores = [score - cost for score, cost in zip(first, transition_costs[False], strict=True)]
    origins: list[list[int]] = []
    for each in mentions[1:]:
        best = max(range(len(states)), key=scores.__getitem__)
        switched = [scores[best] - cost for cost in transition_costs[each.restarts]]
        origins.append([state if score >= switched[state] else best for state, score in enumerate(scores)])
        after_transition = map(max, scores, switched)
        emission = _emission_scores(each, states, weights)
        scores = [score + emitted for score, emitted in zip(after_transition, emission, strict=True)]
    last = max(range(len(states)), key=scores.__getitem__)
    path = [last]
    for origin in reversed(origins):
        last = origin[last]
        path.append(last)
    return [states[state] for state in reversed(path)]


def _transition_cost(state: _State, *, free: bool = False) -> float:
    """Return the cost of switching to a state; to none it is `free` where a document returns to its own title."""
    if any(state):
        return _ENTER
    return 0.0 if free else _LEAVE


def _emission_scores(mentions: _Mentions, states: Sequence[_State], weights: Sequence[float]) -> list[float]:
    """Return how well each state agrees with what a passage names; a value of many states is scored once."""
    scores: list[dict[str | None, float]] = [
        {value: weight * _agreement(named, value) for value in {state[axis] for state in states}}
        for axis, (weight, named) in enumerate(zip(weights, mentions.by_facet, strict=True))
    ]
    return [sum(scores[axis][value] for axis, value in enumerate(state)) for state in states]


def _agreement(named: Counter[str], value: str | None) -> float:
    """Return how well a value, or none, agrees with a passage's mentions: a list of many is evidence for none."""
    total = named.total()
    if value is None:
        lead = 2 * max(named.values(), default=0) - total
        return -_UNEXPECTED * min(max(lead, 0), _MENTION_CAP)
    if named[value]:
        lead = 2 * named[value] - total
        return max(-_OTHER, float(min(lead, _MENTION_CAP)))
    return -_OTHER if total else -_SILENT
