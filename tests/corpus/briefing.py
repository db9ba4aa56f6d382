"""The briefing's files, and the sections of the report that they stand for."""

import json
from pathlib import Path

from tests.shared import SHARED

BRIEFING = Path(__file__).resolve().parents[2] / "corpus" / "briefing"

FILES = {
    "Global": "global.md",
    "Colombia": "colombia.md",
    "Madagascar": "madagascar.md",
    "Malaysia": "malaysia.md",
    "Namibia": "namibia.md",
    "Viet Nam": "viet-nam.md",
}
"""The file for each section of the report, by the section's country."""

EVERY_FILE = sorted(path.relative_to(BRIEFING).as_posix() for path in BRIEFING.rglob("*.md"))
"""The files of FILES and the cards on toolkits and publications."""

_MISPRINTS = {"26 lLO": "26 ILO", "largestgarment": "largest garment"}


def briefing(file: str) -> str:
    """The text of one of the briefing's files."""
    return (BRIEFING / file).read_text(encoding="utf-8")


def report() -> str:
    """The report as converted from its PDF."""
    return (SHARED / "corpus" / "report.md").read_text(encoding="utf-8")


def report_section(country: str) -> str:
    """Return the report's text on a country, or on none of the five ("Global"), its misprints corrected."""
    lines = report().splitlines()
    sections = json.loads((SHARED / "eval" / "report-sections.json").read_text(encoding="utf-8"))["sections"]
    wanted = [section["lines"] for section in sections if (section["country"] or "Global") == country]
    text = "\n\n".join("\n".join(lines[first - 1 : last]) for first, last in wanted)
    for misprint, correct in _MISPRINTS.items():
        text = text.replace(misprint, correct)
    return text
