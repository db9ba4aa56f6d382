"""Badges over texts."""

from indexer.read.pdf.badges import demote_badges
from indexer.read.pdf.drafts import BlockDraft
from tests.indexer.read.pdf.plain_lines import BODY, draft, line, style

WHITE = style(weight=700, colour=0xFFFFFF)


def badges(*cells: str) -> BlockDraft:
    return draft("paragraph", line(*cells, setting=WHITE))


def test_lines_of_badges_are_demoted() -> None:
    """Where each recurs, one of them beside another; also a line with one alone."""
    drafts = [badges("Boats", "Nets"), badges("Nets", "Boats"), badges("Nets")]
    assert [each.demoted for each in demote_badges(drafts, BODY)] == [True, True, True]


def test_other_coloured_lines_stay() -> None:
    """Those that do not recur, those in the colour of the text, and the heads of tables."""
    heads = badges("Boats", "Nets")
    heads.part = "head"
    plain = [draft("paragraph", line("Oars", "Sails")) for _ in range(2)]
    drafts = [badges("Boats", "Nets"), heads, *plain]
    assert not any(each.demoted for each in demote_badges(drafts, BODY))
