"""The fixed vocabularies of the registers: the labels of statuses, strengths, groups of actors and kinds of figures.

Keys are those of the records, in the same order. Actors are grouped by a normalized name, because texts write “the
Ministry”, “Ministry” and “The ministry” and mean the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from indexer.records.taxonomy import normalize_name

STATUS_LABELS: Mapping[str, str] = {
    "decided": "Decided",
    "planned": "Planned",
    "in_progress": "In progress",
    "expected": "Expected",
    "recommended": "Recommended",
    "achieved": "Achieved",
}

STRENGTH_LABELS: Mapping[str, str] = {
    "shall": "Obligation",
    "will": "Undertaking",
    "should": "Advice",
    "may": "Possibility",
    "none": "Assertion",
}

ACTOR_GROUP_LABELS: Mapping[str, str] = {
    "government": "Government",
    "employers": "Employers",
    "workers": "Workers",
    "tripartite": "Tripartite",
    "organization": "Organizations",
    "other": "Others",
}

FIGURE_KIND_LABELS: Mapping[str, str] = {
    "quantity": "Counts and measures",
    "share": "Shares",
    "money": "Amounts of money",
    "date": "Dates and years",
    "reference": "Reference numbers",
}

VIEW_LABELS: Mapping[str, str] = {
    "commitments": "Commitments",
    "recommendations": "Recommendations",
    "results": "Results",
    "forecasts": "Forecasts and goals",
    "unnamed": "Nobody named",
    "all": "All",
}

FOUND_IN_LABELS: Mapping[str, str] = {
    "sentences": "In sentences",
    "tables": "In tables",
    "dates": "Dates and numbers of things",
    "all": "All",
}

FOLLOW_UP_LABELS: Mapping[str, str] = {
    "accepted": "Accepted",
    "accepted-in-part": "Accepted in part",
    "not-accepted": "Not accepted",
    "under-way": "Under way",
    "delayed": "Delayed",
    "done": "Done",
    "dropped": "Dropped",
    "superseded": "Superseded",
}

VALUE_LABELS: Mapping[str, Mapping[str, str]] = {
    "status": STATUS_LABELS,
    "statement": STATUS_LABELS,
    "strength": STRENGTH_LABELS,
    "actor_group": ACTOR_GROUP_LABELS,
    "figure_kind": FIGURE_KIND_LABELS,
    "follow_up": FOLLOW_UP_LABELS,
    "view": VIEW_LABELS,
    "found_in": FOUND_IN_LABELS,
}
"""By facet, in display order."""

_ARTICLES = frozenset("the a an its their le la les l un une leur leurs el los las lo su sus".split())


def find_value(facet: str, name: str) -> str | None:
    """Return the value of a fixed facet with this name or label, ignoring case, or None."""
    key = normalize_name(name)
    named = VALUE_LABELS[facet].items()
    return next(
        (value for value, label in named if key and key in (normalize_name(value), normalize_name(label))), None
    )


def actor_key(name: str) -> str:
    """Return the value that identifies an actor in URLs: lower-case words without the article, joined by hyphens."""
    words = normalize_name(name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "-".join(words)


def actor_labels(names: Iterable[str]) -> dict[str, str]:
    """Return each actor's most frequent spelling, without the article, by its key."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if key := actor_key(name):
            spellings[key][_without_article(name)] += 1
    labels = {key: counter.most_common(1)[0][0] for key, counter in spellings.items()}
    return {key: label[:1].upper() + label[1:] for key, label in labels.items()}


def _without_article(name: str) -> str:
    words = name.split()
    while len(words) > 1 and normalize_name(words[0]) in _ARTICLES:
        words = words[1:]
    return " ".join(words)
