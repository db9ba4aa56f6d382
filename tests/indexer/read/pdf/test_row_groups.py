"""Names of groups beside their rows."""

from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.row_groups import move_row_groups
from tests.indexer.read.pdf.plain_lines import draft, line, texts


def rows(top: float) -> list[BlockDraft]:
    return [
        draft("row", line(name, "1", "2", left=160, baseline=top - 14 * at)) for at, name in enumerate(("Old", "New"))
    ]


def name(text: str, baseline: float) -> BlockDraft:
    return draft("paragraph", line(text, left=60, baseline=baseline))


def test_names_in_the_middle_of_their_rows_are_put_above_them() -> None:
    """In whatever order they come."""
    drafts = [*rows(600), *rows(572), name("North", 593), name("South", 565)]
    found = move_row_groups(drafts)
    assert texts(found) == ["North", "Old 1 2", "New 1 2", "South", "Old 1 2", "New 1 2"]
    heights = [each.first.baseline for each in found]
    assert heights == sorted(heights, reverse=True)


def test_lines_that_name_no_group_stay() -> None:
    """One alone, lines at the heights of rows or over them, and those that are not in the middle of their rows."""
    alone = [*rows(600), name("North", 593)]
    level = [*rows(600), *rows(572), name("North", 600), name("South", 572)]
    uneven = [*rows(600), *rows(572), *rows(544), name("North", 593), name("South", 565)]
    for drafts in (alone, level, uneven):
        assert texts(move_row_groups(drafts)) == texts(drafts)
