import csv
import re

import pytest

from tests.corpus.briefing import EVERY_FILE, FILES, briefing
from tests.shared import SHARED, needs_shared

DISCLAIMER = (
    "This is Verbatim's briefing, in its own words, on the ILO and European Union report "
    '"Sustainable supply chains to build forward better"; it is not the official text.'
)
MOST_WORDS = 400
"""A longer section could not be found or read as one thing."""

_ADDRESS = re.compile(r"\]\(([^)]*)\)|<([a-z]+:[^>]*)>")


def sections(text: str) -> list[tuple[str, str]]:
    """The headings below the title, each with the text up to the next one; the text under the title comes first."""
    parts = re.split(r"^(#{1,6} .*)$", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))


def addresses(text: str) -> list[str]:
    return [link or bare for link, bare in _ADDRESS.findall(text)]


def test_there_is_one_file_for_each_section_of_the_report() -> None:
    """The briefing has its global part and one part for each of the five countries; all else in it are cards."""
    assert {file for file in EVERY_FILE if "/" not in file} == set(FILES.values())


@pytest.mark.parametrize("file", FILES.values())
def test_a_part_says_at_once_that_it_is_not_the_report(file: str) -> None:
    """The first words under the title tell whose words these are."""
    title, opening = sections(briefing(file))[0]
    assert title.startswith("# ")
    assert opening.startswith(DISCLAIMER)


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_file_is_a_title_and_sections_of_readable_length(file: str) -> None:
    """A file starts with its only title; no section is empty, longer than MOST_WORDS words, or named twice."""
    text = briefing(file)
    parts = sections(text)
    assert text.startswith("# ")
    assert [heading for heading, _ in parts if heading.startswith("# ")] == [parts[0][0]]
    assert [heading for heading, body in parts if not 0 < len(body.split()) <= MOST_WORDS] == []
    assert len({heading for heading, _ in parts}) == len(parts)


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_file_is_plain_markdown_with_safe_links(file: str) -> None:
    """Links are https addresses; there is no HTML, tab, trailing space or undecodable character."""
    text = briefing(file)
    assert [address for address in addresses(text) if not address.startswith("https://")] == []
    assert not re.search(r"</?[a-z]+[\s>/]|\t| $", text, re.MULTILINE)
    assert "�" not in text
    assert text.endswith("\n")


@needs_shared
@pytest.mark.parametrize("file", EVERY_FILE)
def test_links_lead_to_addresses_known_to_exist(file: str) -> None:
    """Every link is an address that was confirmed for a publication of the project."""
    with (SHARED / "corpus" / "manifest.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    confirmed = {row["landing_url"] for row in rows if row["address_status"].endswith("confirmed")}
    assert [address for address in addresses(briefing(file)) if address not in confirmed] == []
