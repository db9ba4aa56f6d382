"""What of a table is repeated before its rows."""

from indexer.documents.page_text import build_page_texts
from indexer.documents.passages import PassageDraft, split_into_passages
from indexer.read.blocks import make_block
from indexer.records.reading import Block, BlockKind, PageLabel, Part, TablePart


def block(kind: BlockKind, text: str, part: TablePart = "", page: int = 1) -> Block:
    return Block(kind, (Part(page, text),), part=part)


TITLE = block("paragraph", "Table 3 Landings of the coast", "title")
HEADS = (block("row", "North | South", "head"), block("row", "Port | Boats | Nets | Boats | Nets", "head"))


def rows(count: int, name: str = "May", page: int = 1) -> list[Block]:
    return [block("row", f"Harbour of the {name} {at} | {at} | 2 | 3 | 4", page=page) for at in range(count)]


def passages(*blocks: Block) -> list[PassageDraft]:
    pages = tuple(PageLabel(number, str(number)) for number in (1, 2))
    texts = build_page_texts(pages, tuple(blocks))
    found = list(split_into_passages(texts, "The title"))
    for each in found:
        assert each.text == "".join(texts.pages[span.page][span.start : span.end] for span in each.spans)
    return found


def test_each_part_has_title_heads_and_group() -> None:
    """They are repeated from where they are on the page; capitals mark them, and rows are counted."""
    group = block("paragraph", "Islands", "group")
    first, *later = passages(TITLE, *HEADS, *rows(20), group, *rows(40, "June"))
    assert first.text.startswith("Table 3 Landings of the coast\nNorth | South\nPort | Boats")
    assert (first.table[:4], first.first_row) == ("thhr", 1)
    assert len(later) > 1
    assert all(each.text.startswith("Table 3 Landings of the coast\nNorth | South\nPort") for each in later)
    assert later[-1].text.split("\n")[3] == "Islands"
    assert later[-1].table.startswith("THHGr")
    count = sum(each.table.count("r") for each in (first, *later))
    assert count == 60
    assert later[-1].first_row == 60 - later[-1].table.count("r") + 1


def test_a_table_goes_on_over_a_page() -> None:
    """Rows on the next page without heads have those of the table; its span is on the page before."""
    found = passages(TITLE, *HEADS, *rows(30), *rows(30, "June", page=2))
    last = found[-1]
    assert "June 29" in last.text
    assert last.text.startswith("Table 3")
    assert {span.page for span in last.spans} == {1, 2}


def test_text_ends_a_table() -> None:
    """Rows after running text have no heads of another table."""
    text = block("paragraph", "The crews of the coast mend their nets in the new sheds. " * 12)
    found = passages(TITLE, *HEADS, *rows(12), text, *rows(12, "June"))
    assert "Table 3" not in found[-1].text
    assert found[-1].first_row == 1


def test_a_label_is_kept_with_its_rows() -> None:
    """A short line before a row, marked or not, does not end a passage."""
    text = [
        make_block("paragraph", "They mend their nets at night in the new sheds of the coast. " * 6) for _ in range(3)
    ]
    found = passages(*text, make_block("paragraph", "Islands of the north"), *rows(30))
    (holder,) = [each for each in found if "Islands of the north" in each.text]
    assert "May 0" in holder.text


def test_long_heads_are_not_repeated() -> None:
    """Heads that would fill a passage are left where they are."""
    long = block("row", " | ".join(["all the boats of the northern harbour"] * 20), "head")
    found = passages(long, *rows(60))
    assert all("northern harbour" not in each.text for each in found[1:])


def test_text_has_no_table() -> None:
    """A passage without rows says nothing of tables."""
    (found,) = passages(make_block("paragraph", "They mend."))
    assert (found.table, found.first_row) == ("", 0)


def test_a_part_that_begins_with_a_label_of_rows_has_title_and_heads() -> None:
    """A short line between rows names those below it, and ends the group before it."""
    label = make_block("paragraph", "Of the whole coast")
    group = block("paragraph", "Islands", "group")
    found = passages(TITLE, *HEADS, group, *rows(16), label, *rows(40, "June"))
    holders = [each for each in found if "Of the whole coast" in each.text]
    assert holders[-1] is found[-1]
    assert all(each.text.startswith("Table 3 Landings of the coast\nNorth | South") for each in holders)
    assert holders[-1].table.startswith("THHGr")
    assert "Islands" not in holders[-1].text


def test_a_subtotal_is_a_row_and_names_the_rows_after_it() -> None:
    """It is counted once, and repeated as the name of a group."""
    subtotal = block("row", "Women | 3 | 4 | 5 | 6", "subtotal")
    first, *_, last = passages(TITLE, *HEADS, *rows(10), subtotal, *rows(60, "June"))
    assert last.text.split("\n")[3] == "Women | 3 | 4 | 5 | 6"
    assert last.table.startswith("THHGr")
    assert last.first_row == 72 - last.table.count("r")
    assert first.first_row == 1
