"""The fixed vocabularies of the registers: the labels of statuses, strengths, groups of actors and kinds of figures.

Keys are those of the records, in the same order. Actors are grouped by a normalized name, because texts write “the
Ministry”, “Ministry” and “The ministry” and mean the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from indexer.records.taxonomy import normalize_name
from service.translations.messages import N_

STATUS_LABELS: Mapping[str, str] = {
    "decided": N_("Decided"),
    "planned": N_("Planned"),
    "in_progress": N_("In progress"),
    "expected": N_("Expected"),
    "recommended": N_("Recommended"),
    "achieved": N_("Achieved"),
}

STRENGTH_LABELS: Mapping[str, str] = {
    "shall": N_("Obligation"),
    "will": N_("Undertaking"),
    "should": N_("Advice"),
    "may": N_("Possibility"),
    "none": N_("Assertion"),
}

ACTOR_GROUP_LABELS: Mapping[str, str] = {
    "government": N_("Government"),
    "employers": N_("Employers"),
    "workers": N_("Workers"),
    "tripartite": N_("Tripartite"),
    "organization": N_("Organizations"),
    "other": N_("Others"),
}

FIGURE_KIND_LABELS: Mapping[str, str] = {
    "quantity": N_("Counts and measures"),
    "share": N_("Shares"),
    "money": N_("Amounts of money"),
    "date": N_("Dates and years"),
    "reference": N_("Reference numbers"),
}

VIEW_LABELS: Mapping[str, str] = {
    "commitments": N_("Commitments"),
    "recommendations": N_("Recommendations"),
    "results": N_("Results"),
    "forecasts": N_("Forecasts and goals"),
    "unnamed": N_("Nobody named"),
    "all": N_("All"),
}

FOUND_IN_LABELS: Mapping[str, str] = {
    "sentences": N_("In sentences"),
    "tables": N_("In tables"),
    "dates": N_("Dates and numbers of things"),
    "all": N_("All"),
}

FOLLOW_UP_LABELS: Mapping[str, str] = {
    "accepted": N_("Accepted"),
    "accepted-in-part": N_("Accepted in part"),
    "not-accepted": N_("Not accepted"),
    "under-way": N_("Under way"),
    "delayed": N_("Delayed"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    "superseded": N_("Superseded"),
    "mistaken": N_("Found by mistake"),
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
