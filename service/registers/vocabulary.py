"""The fixed words of the registers: what statuses, strengths, groups of actors and kinds of numbers are called.

Their keys are those of the records, in the same order.
"""

from collections.abc import Mapping

from indexer.records.taxonomy import normalize_name

STATUSES: Mapping[str, str] = {
    "decided": "Decided",
    "planned": "Planned",
    "in_progress": "In progress",
    "expected": "Expected",
    "recommended": "Recommended",
    "achieved": "Achieved",
}

STRENGTHS: Mapping[str, str] = {
    "shall": "Shall: an obligation",
    "will": "Will: an undertaking",
    "should": "Should: advice",
    "may": "May: a possibility",
    "none": "Plain statement",
}

ACTOR_GROUPS: Mapping[str, str] = {
    "government": "Government",
    "employers": "Employers",
    "workers": "Workers",
    "tripartite": "Tripartite",
    "organization": "Organizations",
    "other": "Others",
}

FIGURE_KINDS: Mapping[str, str] = {
    "quantity": "Counts and measures",
    "share": "Shares",
    "money": "Amounts of money",
    "date": "Dates and years",
    "reference": "Reference numbers",
}

FOLLOW_UPS: Mapping[str, str] = {
    "accepted": "Accepted",
    "accepted-in-part": "Accepted in part",
    "not-accepted": "Not accepted",
    "under-way": "Under way",
    "delayed": "Delayed",
    "done": "Done",
    "dropped": "Dropped",
    "superseded": "Superseded",
}

VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    "status": STATUSES,
    "statement": STATUSES,
    "strength": STRENGTHS,
    "actor_group": ACTOR_GROUPS,
    "figure_kind": FIGURE_KINDS,
    "follow_up": FOLLOW_UPS,
}
"""By the name of their facet, in their order of display."""

FACET_LABELS: Mapping[str, str] = {
    "status": "Status",
    "statement": "Statement",
    "strength": "Strength of the verb",
    "actor": "Actor",
    "actor_group": "Side",
    "figure_kind": "Kind of number",
    "unit": "Unit",
    "year": "Year named",
    "instrument": "Instrument",
    "follow_up": "What became of it",
}
"""The facets that the corpus's taxonomy does not hold."""


def word_named(facet: str, name: str) -> str | None:
    """The value of a fixed facet that goes by this name or label, whatever its case; None where there is none."""
    wanted = normalize_name(name)
    named = VOCABULARIES[facet].items()
    return next(
        (value for value, label in named if wanted and wanted in (normalize_name(value), normalize_name(label))), None
    )
