"""Levels of headings: numbers, the contents, front matter and styles."""

from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.headings import classify_headings
from tests.indexer.read.pdf.plain_lines import BODY, draft, line, style

TEXT = "They mend their nets in the sheds of the coast, and nobody of them works at night in the winter or at sea." * 2


def levels(*headings: tuple[str, float], outline: dict[str, int] | None = None) -> dict[str, int]:
    """Return the levels of headings, given as words and sizes in bold, each with text below it."""
    drafts: list[BlockDraft] = []
    for text, size in headings:
        named = (outline or {}).get(text)
        head = line(text, setting=style(size, weight=700))
        drafts += [draft("heading", head, level=named or 0, in_outline=named is not None), draft("paragraph", TEXT)]
    classify_headings(drafts, BODY)
    return {each.text: each.level for each in drafts if each.kind == "heading"}


def test_numbers_outrank_sizes() -> None:
    """1.1 is below 1, however large it is set, and 2 is beside 1."""
    found = levels(("1. Sheds", 12), ("1.1 Nets", 14), ("1.1.1 Ropes", 14), ("1.2 Boats", 14), ("2. Wages", 12))
    assert list(found.values()) == [1, 2, 3, 2, 1]


def test_a_numbered_heading_goes_on_after_a_large_label() -> None:
    """2.2 is beside 2.1 though a larger heading without a number is between them."""
    found = levels(("2. Sheds", 14), ("2.1 Nets", 12), ("Landings", 18), ("2.2 Ropes", 12))
    assert found["2.2 Ropes"] == found["2.1 Nets"] == 2


def test_schemes_nest() -> None:
    """A. in II., 1. in B. and II. after them, as in documents of the United Nations."""
    heads = ("I. Sheds", "A. Nets", "1. Ropes", "2. Hooks", "B. Boats", "II. Wages")
    assert list(levels(*((text, 12) for text in heads)).values()) == [1, 2, 3, 3, 2, 1]


def test_front_matter_is_no_parent() -> None:
    """A foreword or a summary in larger type ends where the first chapter begins, and so do contents."""
    found = levels(("Contents", 20), ("Executive summary", 20), ("Key points", 12), ("1. Sheds", 14), ("1.1 Nets", 12))
    assert list(found.values()) == [1, 1, 2, 1, 2]


def test_cover_lines_are_no_parents() -> None:
    """What is before the first page with text heads nothing."""
    drafts = [draft("heading", line(text, setting=style(24))) for text in ("Port of the coast", "Report")]
    drafts += [draft("heading", line("Sheds", page=2, setting=style(14))), draft("paragraph", line(TEXT, page=2))]
    classify_headings(drafts, BODY)
    assert drafts[2].level == 1


def test_chapters_and_annexes_are_at_the_top() -> None:
    """Whatever is before them; numbers go on below the chapter that they begin with."""
    heads = (
        ("Chapter One Sheds", 12),
        ("1.1 Nets", 16),
        ("Chapter Two Wages", 12),
        ("2.1 Fees", 16),
        ("Annex A Forms", 9.6),
    )
    assert list(levels(*heads).values()) == [1, 2, 1, 2, 1]


def test_the_files_levels_are_those_of_a_style() -> None:
    """A heading that the file does not name has the level of those that are set like it."""
    named = {"Sheds": 1, "Nets": 2, "Ropes": 2, "Hooks": 2}
    found = levels(("Sheds", 12), ("Nets", 14), ("Ropes", 14), ("Boats", 14), ("Hooks", 14), outline=named)
    assert found["Boats"] == 2


def test_recurring_headings_are_parts() -> None:
    """Headings with the same words are below the one before them, though they are set a little larger."""
    heads = [head for name in ("Nets", "Ropes", "Hooks") for head in ((name, 11.5), ("Uses of it", 12))]
    drafts = [
        each
        for text, size in heads
        for each in (draft("heading", line(text, setting=style(size))), draft("paragraph", TEXT))
    ]
    classify_headings(drafts, BODY)
    assert [each.level for each in drafts if each.kind == "heading"] == [1, 2] * 3
