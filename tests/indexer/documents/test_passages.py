"""How documents divide into passages."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.documents.page_text import PageTexts, build_page_texts, text_of
from indexer.documents.passages import (
    MAX_WORDS,
    MIN_WORDS,
    PassageDraft,
    demote_labels,
    passage_id,
    split_into_passages,
)
from indexer.records.reading import Block, BlockKind, PageLabel, Part


def document(*blocks: Block) -> PageTexts:
    """A layout of blocks on as many pages as they name."""
    last = max(part.page for block in blocks for part in block.parts)
    return build_page_texts(tuple(PageLabel(page, str(page)) for page in range(1, last + 1)), blocks)


def block(kind: BlockKind, text: str, *, page: int = 1, level: int = 0, apart: bool = False) -> Block:
    return Block(kind, (Part(page, text),), level=level, gap_before=apart)


def sentence(words: int, start: str = "Word") -> str:
    return " ".join([start, *["word"] * (words - 1)]) + "."


def sizes(drafts: list[PassageDraft]) -> list[int]:
    return [len(draft.text.split()) for draft in drafts]


def test_a_passage_never_crosses_a_heading() -> None:
    """Two short sections stay two short passages, each with its own section path."""
    layout = document(
        block("heading", "Catch", level=1),
        block("paragraph", "Fish are caught."),
        block("heading", "Sale", level=2),
        block("paragraph", "Fish are sold."),
    )
    assert [(draft.section, draft.text) for draft in split_into_passages(layout, "Fish")] == [
        (("Catch",), "Fish are caught."),
        (("Catch", "Sale"), "Fish are sold."),
    ]


def test_the_documents_own_title_is_not_part_of_section_paths() -> None:
    """A top heading that repeats the title says nothing of the section."""
    layout = document(block("heading", "FISH", level=1), block("heading", "Sale", level=2), block("paragraph", "Sold."))
    assert [draft.section for draft in split_into_passages(layout, "Fish")][-1] == ("Sale",)


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    """Lines set as headings without text, as on a title page, become a passage themselves."""
    layout = document(
        block("heading", "A yearly report", level=1),
        block("heading", "Port office", level=1),
        block("heading", "Preface", level=1),
        block("paragraph", "We counted."),
    )
    drafts = list(split_into_passages(layout, "Untitled"))
    assert [draft.text for draft in drafts] == ["A yearly report\nPort office", "We counted."]
    assert drafts[1].section == ("Preface",)


def test_long_sections_are_cut_between_sentences() -> None:
    """Where there is enough text, each passage has 60 to 220 words and ends with a sentence."""
    text = " ".join(sentence(words) for words in (23, 41, 17, 35, 58, 29, 44, 12, 38, 51, 27, 33))
    drafts = list(split_into_passages(document(block("paragraph", text)), ""))
    assert all(MIN_WORDS <= size <= MAX_WORDS for size in sizes(drafts))
    assert all(draft.text.endswith(".") for draft in drafts)
    assert " ".join(draft.text for draft in drafts) == text


def test_a_short_tail_is_shared_out() -> None:
    """A section a little over the limit divides into two passages of decent size, not one and a stub."""
    drafts = list(split_into_passages(document(*(block("paragraph", sentence(46)) for _ in range(5))), ""))
    assert len(drafts) == 2
    assert min(sizes(drafts)) >= MIN_WORDS


def test_a_list_keeps_its_lead_in() -> None:
    """The words that introduce a list are in the passage of its first item."""
    layout = document(
        block("paragraph", sentence(120)),
        block("paragraph", "The office found the following:"),
        *(block("item", sentence(40, start=f"Item{place}")) for place in range(4)),
    )
    with_lead_in = next(draft for draft in split_into_passages(layout, "") if "the following:" in draft.text)
    assert "Item0" in with_lead_in.text


def test_a_sentence_too_long_for_one_passage_is_cut_at_a_clause() -> None:
    """A single sentence of 300 words is divided, after a comma where there is one."""
    text = " ".join(["word"] * 150) + ", " + " ".join(["word"] * 150) + "."
    drafts = list(split_into_passages(document(block("paragraph", text)), ""))
    assert sizes(drafts) == [150, 150]


def test_a_passage_may_cross_a_page() -> None:
    """A paragraph over a page break is one passage with a span on each page."""
    layout = document(Block("paragraph", (Part(1, "It starts here "), Part(2, "and ends there."))))
    (draft,) = split_into_passages(layout, "")
    assert draft.text == "It starts here and ends there."
    assert [span.page for span in draft.spans] == [1, 2]


def test_notes_do_not_interrupt_the_body() -> None:
    """Footnotes make separate passages, after the body of their section."""
    layout = document(
        block("paragraph", "Body one."), block("note", "1 See the annex."), block("paragraph", "Body two.")
    )
    assert [draft.text for draft in split_into_passages(layout, "")] == ["Body one.\nBody two.", "1 See the annex."]


def test_a_change_of_subject_starts_a_passage() -> None:
    """Where the text turns to another country, a new passage starts, even under one heading."""
    layout = document(*(block("paragraph", sentence(70, start=f"Block{place}")) for place in range(4)))
    drafts = list(split_into_passages(layout, "", {layout.blocks[1]}))
    assert any(draft.text.startswith("Block1") for draft in drafts)


KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "row", "note", "quotation")
kinds = st.sampled_from(KINDS)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=9)
lines = st.lists(words, min_size=1, max_size=90).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    """Blocks of any kind over up to five pages, some of them over a page break."""
    found = []
    page = 1
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(kinds)
        parts = [Part(page, draw(lines))]
        if page < 5 and draw(st.booleans()):
            page += 1
            parts = [Part(page - 1, parts[0].text + " "), Part(page, draw(lines))]
        found.append(
            Block(kind, tuple(parts), draw(st.integers(1, 4)) if kind == "heading" else 0, draw(st.booleans()))
        )
    return found


@settings(max_examples=150)
@given(blocks())
def test_every_passage_is_what_its_spans_say(given_blocks: list[Block]) -> None:
    """Text at the spans equals the passage, no passage is too long, and no word of the document is lost."""
    layout = document(*given_blocks)
    drafts = list(split_into_passages(layout, "No such title"))
    for draft in drafts:
        assert text_of(layout.pages, draft.spans) == draft.text
        assert draft.text == draft.text.strip()
        assert 0 < len(draft.text.split()) <= MAX_WORDS
    found = sorted(word for draft in drafts for word in draft.text.split())
    path_words = {word for draft in drafts for heading in draft.section for word in heading.split()}
    for each in given_blocks:
        held = path_words if each.kind == "heading" else ()
        assert all(word in found or word in held for word in each.text.split())


@settings(max_examples=60)
@given(st.lists(st.integers(3, 60), min_size=1, max_size=30))
def test_sections_of_ordinary_sentences_divide_into_ordinary_passages(lengths: list[int]) -> None:
    """A section of 60 words or more has no passage of fewer than 60, if its sentences are of ordinary length."""
    layout = document(block("paragraph", " ".join(sentence(length) for length in lengths)))
    found = sizes(list(split_into_passages(layout, "")))
    assert sum(found) == sum(lengths)
    if sum(lengths) >= MIN_WORDS:
        assert min(found) >= MIN_WORDS


def test_ids_depend_on_the_document_and_its_words_alone() -> None:
    """The same words in the same document keep their id; a repetition gets a number."""
    taken: Counter[str] = Counter()
    first = passage_id("report", "Same words.", taken)
    assert passage_id("report", "Same words.", Counter()) == first
    assert passage_id("report", "Same words.", taken) == f"{first}-2"
    assert passage_id("report", "Other words.", taken) != first


def test_a_table_s_title_heads_the_table_alone() -> None:
    """With the first running text after a table, the section of the table goes on."""
    layout = document(
        block("heading", "Catch", level=1),
        block("paragraph", "Fish are caught."),
        block("heading", "Table 2.1 Boats by village", level=2),
        block("row", "Vung | 31"),
        block("paragraph", "There are more boats than before."),
    )
    assert [draft.section for draft in split_into_passages(layout, "Fish")] == [
        ("Catch",),
        ("Catch", "Table 2.1 Boats by village"),
        ("Catch",),
    ]


def test_what_is_demoted_makes_separate_passages() -> None:
    """Lines of contents share no passage with notes or text."""
    entry = Block("note", (Part(1, "Sheds … 3"),), demoted=True)
    layout = document(block("paragraph", "Fish are caught."), entry, block("note", "1 In the south."))
    assert [(draft.text, draft.demoted) for draft in split_into_passages(layout, "Fish")] == [
        ("Fish are caught.", False),
        ("1 In the south.", False),
        ("Sheds … 3", True),
    ]


def test_notes_that_name_publications_are_demoted() -> None:
    """A note with author, title, publisher and year says nothing; one that explains something does."""
    cited = "3 Ana Bell, Counting Boats in Small Harbours, Harbour Office, Tulear, 2031 (available online)"
    said = "4 In 2031 the boats of Tulear, Harrow, Tansley and Brack were counted, but for those under repair."
    for note, demoted in ((cited, True), (said, False), (f"{cited}\n{said}", False)):
        notes = [block("note", line) for line in note.split("\n")]
        drafts = list(split_into_passages(document(block("paragraph", "Fish are caught."), *notes), "Fish"))
        assert [draft.demoted for draft in drafts] == [False, demoted]


def test_scraps_are_demoted() -> None:
    """A few words that are no sentence are found, but never ahead of text; a short sentence is text."""
    layout = document(
        block("heading", "Catch", level=1),
        block("paragraph", "27 boats"),
        block("heading", "Sale", level=1),
        block("paragraph", "Fish are sold."),
        block("heading", "Port", level=1),
        block("paragraph", "Boats of the coast and of the islands"),
    )
    assert [draft.demoted for draft in split_into_passages(layout, "Fish")] == [True, False, False]


def test_a_credit_stays_with_its_table_and_a_label_with_what_follows() -> None:
    """The line that names a source is below its rows; a short line without a full stop belongs to the text after it."""
    rows = [block("row", f"Harbour of the north {at} | {at} | 2 | 3 | 4") for at in range(20)]
    layout = document(
        *rows, block("paragraph", "Source: census of boats"), block("paragraph", sentence(120)),
        block("paragraph", "Sheds of the coast"), block("paragraph", sentence(110)),
    )  # fmt: skip
    found = [draft.text for draft in split_into_passages(layout, "Fish")]
    assert not any(text.startswith("Source:") or text.endswith("Sheds of the coast") for text in found)


def test_passages_of_labels_alone_are_demoted() -> None:
    """Where the document has sentences; in a file of short lines, such as slides, they are all there is."""
    labels = [block("paragraph", text) for text in ("Energy of the boats", "Nets", "Crews and their sheds", "Oars")]
    layout = document(
        block("heading", "Nets", level=1), *labels, block("heading", "Text", level=1), block("paragraph", sentence(20))
    )
    drafts = demote_labels(list(split_into_passages(layout, "Fish")))
    assert [draft.demoted for draft in drafts] == [True, False]
    alone = demote_labels(list(split_into_passages(document(*labels), "Fish")))
    assert not alone[0].demoted


def test_lists_of_publications_are_demoted() -> None:
    """Each line ends in a year in brackets; a text of several lines does not."""
    titles = [
        block("item", f"The boats of the {where} coast and their nets (March 2014)") for where in ("north", "south")
    ]
    text = [block("heading", "Text", level=1), *(block("paragraph", sentence(80)) for _ in range(2))]
    listed = [block("heading", "Papers", level=1), *titles, *titles]
    drafts = list(split_into_passages(document(*text, *listed), "Fish"))
    assert [draft.demoted for draft in drafts] == [False, True]
    drafts = list(split_into_passages(document(*text, *listed, block("item", "All of them are for sale.")), "Fish"))
    assert not drafts[-1].demoted


def test_lists_of_names_are_demoted() -> None:
    """Long lines of names, with the role of the people on the line before or at the end of one; no sentence."""
    names = " ".join(["Ada Lund Berta Voss"] * 8)
    text = [block("heading", "Text", level=1), *(block("paragraph", sentence(80)) for _ in range(2))]
    staff = [block("heading", "Staff", level=1), block("paragraph", "Crew:"), block("paragraph", names)]
    drafts = demote_labels(list(split_into_passages(document(*text, *staff), "Fish")))
    assert [draft.demoted for draft in drafts] == [False, True]
    staff[-2:] = block("paragraph", names + " Crew:"), block("paragraph", names)
    drafts = demote_labels(list(split_into_passages(document(*text, *staff), "Fish")))
    assert [draft.demoted for draft in drafts] == [False, True]
    staff[-1] = block("paragraph", names + ".")
    drafts = demote_labels(list(split_into_passages(document(*text, *staff), "Fish")))
    assert not drafts[-1].demoted
