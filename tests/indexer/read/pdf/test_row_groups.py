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


def test_a_name_at_the_height_of_the_row_in_the_middle() -> None:
    """Of three rows; the row has its own label, and is drawn apart from the name."""
    three = [draft("row", line(each, "1", "2", left=160, baseline=600 - 14 * at)) for at, each in enumerate("ABCDEF")]
    found = move_row_groups([*three, name("North", 586), name("South", 544)])
    assert texts(found) == ["North", "A 1 2", "B 1 2", "C 1 2", "South", "D 1 2", "E 1 2", "F 1 2"]


def test_lines_that_name_no_group_stay() -> None:
    """One alone, lines at the heights of rows or over them, and those that are not in the middle of their rows."""
    alone = [*rows(600), name("North", 593)]
    level = [*rows(600), *rows(572), name("North", 600), name("South", 572)]
    uneven = [*rows(600), *rows(572), *rows(544), name("North", 593), name("South", 565)]
    for drafts in (alone, level, uneven):
        assert texts(move_row_groups(drafts)) == texts(drafts)
