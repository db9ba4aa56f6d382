"""Checks the country and sector of a report's passages against what its sections speak of.

A passage belongs to the section that has most of its words. In a country's section that country must be
tagged; anywhere, no other of the countries in question may be tagged unless the passage itself names it, its
people or its chain. The same holds for sectors.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching import folded
from indexer.documents.mentions import MentionFinder
from indexer.records.passage import Passage
from indexer.records.taxonomy import Taxonomy

_RUN = 3
"""Passages are placed by their runs of this many words."""
_ENOUGH = 0.5
"""The share of a passage's runs that must be the report's for it to count as the report's."""

_Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Lines of a text, with the country and sector that they speak of, or None."""

    country: str | None
    sector: str | None
    runs: frozenset[_Run]


@dataclass(frozen=True, slots=True)
class WrongTag:
    """A passage with a tag missing or too many."""

    facet: str
    passage: Passage
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionTags:
    """Over the `n` passages of a report: the share whose tags are right, and what is wrong with the others."""

    n: int
    country: float
    sector: float
    wrong: tuple[WrongTag, ...]

    def as_dict(self) -> dict[str, float | int]:
        return {"country": self.country, "sector": self.sector, "n": self.n}


def load_sections(path: Path, taxonomy: Taxonomy) -> list[ReportSection]:
    """Return the sections in a file: lines (from 1, last included) of its `text`, a path relative to the file."""
    given = json.loads(path.read_text(encoding="utf-8"))
    lines = (path.parent / given["text"]).read_text(encoding="utf-8").splitlines()
    found = []
    for section in given["sections"]:
        first, last = section["lines"]
        values = {}
        for facet in ("country", "sector"):
            value = taxonomy.find(facet, section[facet]) if section[facet] else None
            if section[facet] and value is None:
                raise ValueError(f"{path}: the taxonomy has no {facet} {section[facet]!r}")
            values[facet] = value.slug if value else None
        found.append(ReportSection(**values, runs=frozenset(_runs("\n".join(lines[first - 1 : last])))))
    return found


def check_sections(passages: Iterable[Passage], sections: list[ReportSection], taxonomy: Taxonomy) -> SectionTags:
    """Check the passages that are the report's."""
    placed = [(passage, section) for passage in passages if (section := _place(passage, sections))]
    wrong = [
        error
        for facet in ("country", "sector")
        for error in _wrong(facet, placed, sections, MentionFinder(taxonomy.facets[facet]), taxonomy)
    ]
    n = len(placed)
    counts = Counter(error.facet for error in wrong)
    share = {facet: round(1 - counts[facet] / n, 4) if n else 0.0 for facet in ("country", "sector")}
    return SectionTags(n, share["country"], share["sector"], tuple(wrong))


def _runs(text: str) -> list[_Run]:
    words = folded(text).split()
    return [tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))]


def _place(passage: Passage, sections: list[ReportSection]) -> ReportSection | None:
    """Return the section that holds most of a passage, or None where the passage is not of this text."""
    runs = _runs(passage.text)
    votes: dict[int, float] = defaultdict(float)
    known = 0
    for run in runs:
        holders = [place for place, section in enumerate(sections) if run in section.runs]
        known += bool(holders)
        for place in holders:
            votes[place] += 1 / len(holders)
    if known < _ENOUGH * len(runs):
        return None
    return sections[max(votes, key=lambda place: votes[place])]


def _wrong(
    facet: str,
    placed: list[tuple[Passage, ReportSection]],
    sections: list[ReportSection],
    finder: MentionFinder,
    taxonomy: Taxonomy,
) -> Iterator[WrongTag]:
    """Return the passages whose tags of one facet are not right."""
    in_question = {value for section in sections if (value := getattr(section, facet))}
    other = "sector" if facet == "country" else "country"
    partner_finder = MentionFinder(taxonomy.facets[other])
    partners = {value.parts[facet]: value.parts[other] for value in taxonomy.facets["chain"].values}
    for passage, section in placed:
        tagged = set(passage.tags.get(facet, ())) & in_question
        due = {value for value in (getattr(section, facet),) if value}
        named = set(finder.count([passage.text]))
        chains = set(partner_finder.count([passage.text]))
        surplus = {value for value in tagged - due - named if partners.get(value) not in chains}
        if surplus or due - tagged:
            yield WrongTag(facet, passage, tuple(sorted(due - tagged)), tuple(sorted(surplus)))
