"""Titles, heads and groups of tables."""

from indexer.read.pdf.drafts import BlockDraft, build_block
from indexer.read.pdf.lines import TextCell, TextLine
from indexer.read.pdf.tables import find_tables
from indexer.read.repair.hyphens import Vocabulary
from indexer.records.reading import BlockKind
from tests.indexer.read.pdf.plain_lines import BODY, draft, style

COLUMNS = (57.0, 200.0, 270.0, 340.0, 410.0)  # left edges of a label and four figures
WIDTH = 40.0


def row(baseline: float, *cells: str, left: tuple[float, ...] = COLUMNS, weight: int = 400, page: int = 1) -> TextLine:
    """Build a line of cells at the columns' left edges; an empty one is left out."""
    placed = tuple(TextCell(text, at, at + WIDTH) for at, text in zip(left, cells, strict=False) if text)
    return TextLine(page, placed, baseline, style(weight=weight), is_uniform=True)


def text(baseline: float, words: str, kind: BlockKind = "paragraph") -> BlockDraft:
    return draft(kind, TextLine(1, (TextCell(words, 57.0, 57.0 + 5 * len(words)),), baseline, style(), is_uniform=True))


def body(top: float = 600.0) -> list[BlockDraft]:
    names = ("North", "South", "West")
    return [draft("row", row(top - 14 * at, name, "1", "2", "3", "4")) for at, name in enumerate(names)]


def shown(drafts: list[BlockDraft]) -> list[tuple[str, str]]:
    blocks = [build_block(each, Vocabulary.of([])) for each in find_tables(drafts, BODY)]
    return [(block.part or block.kind, block.text) for block in blocks if block]


def test_wrapped_heads_are_put_together_by_columns() -> None:
    """Their lines come in any order, before or after the rows; each is over its column."""
    drafts = [
        text(660, "Table 3 Landings of the coast"),
        draft("paragraph", row(620, "", "Boats", "Nets", "Boats", "")),
        *body(),
        draft("paragraph", row(613, "", "", "", "", "All")),
        draft("heading", row(613, "Port", "", "", "", "")),
        draft("paragraph", row(608, "", "landed", "", "mended", "")),
    ]
    assert shown(drafts)[:3] == [
        ("title", "Table 3 Landings of the coast"),
        ("head", "Port | Boats landed | Nets | Boats mended | All"),
        ("row", "North | 1 | 2 | 3 | 4"),
    ]


def test_heads_over_several_columns_are_rows_above() -> None:
    """In the middle of their columns, or from the left edge of the first of them."""
    for left in ((235.0, 375.0), (200.0, 340.0)):
        wide = tuple(
            TextCell(name, at, at + 85 if left[0] == 200.0 else at + WIDTH)
            for name, at in zip(("2023", "2024"), left, strict=True)
        )
        above = draft("paragraph", TextLine(1, wide, 640, style(), is_uniform=True))
        heads = draft("row", row(620, "Port", "Boats", "Nets", "Boats", "Nets"))
        assert shown([above, heads, *body()])[:2] == [
            ("head", "2023 | 2024"),
            ("head", "Port | Boats | Nets | Boats | Nets"),
        ]


def test_text_above_rows_is_no_head() -> None:
    """Running text and a numbered heading stay what they are."""
    words = "The table shows the landings of the coast in the last two years, by port."
    heading = text(640, "2.1 Landings", "heading")
    assert shown([heading, text(620, words), *body()])[:2] == [("heading", "2.1 Landings"), ("paragraph", words)]


def test_names_of_groups() -> None:
    """Lines in the first column between rows, or between the heads and the first row."""
    drafts = [
        draft("row", row(640, "Port", "Boats", "Nets", "Boats", "Nets")),
        draft("paragraph", row(620, "Coast")),
        *body(),
        draft("paragraph", row(560, "Islands")),
        draft("row", row(546, "East", "1", "2", "3", "4")),
    ]
    kinds = [kind for kind, _ in shown(drafts)]
    assert kinds == ["head", "group", "row", "row", "row", "group", "row"]


def test_years_are_heads_and_figures_are_not() -> None:
    """A row of years above figures heads them; a row of figures does not."""
    assert shown([draft("row", row(620, "Port", "2021", "2022", "2023", "2024")), *body()])[0][0] == "head"
    assert shown([draft("row", row(620, "East", "21", "22", "23", "24")), *body()])[0][0] == "row"


def test_a_chart_is_no_table() -> None:
    """Rows of figures without labels get no heads."""
    drafts = [text(620, "Share of boats"), *(draft("row", row(600 - 14 * at, "1", "2", "3", "4")) for at in range(3))]
    assert shown(drafts)[0] == ("paragraph", "Share of boats")


def test_a_bare_caption_has_its_title_below() -> None:
    """Both lines are the title."""
    drafts = [text(660, "Table 3"), text(640, "Landings of the coast, by port, and all of the boats"), *body()]
    assert [kind for kind, _ in shown(drafts)][:3] == ["title", "title", "row"]


def test_heads_over_groups_that_recur() -> None:
    """Heads below that recur show the groups, however many heads are above: one over two groups, two below it."""
    left = (57.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0)
    wide = TextLine(1, (TextCell("Place", 230, 270),), 660, style(), is_uniform=True)
    upper = TextLine(1, (TextCell("Town", 185, 205), TextCell("Coast", 285, 305)), 645, style(), is_uniform=True)
    whole = TextLine(1, (TextCell("All", 385, 405),), 650, style(), is_uniform=True)
    heads = row(625, "Port", "Men", "Women", "Men", "Women", "Men", "Women", left=left)
    figures = [draft("row", row(600 - 14 * at, "North", *"123456", left=left)) for at in range(3)]
    drafts = [*(draft("paragraph", each) for each in (wide, whole, upper)), draft("row", heads), *figures]
    assert [text for kind, text in shown(drafts) if kind == "head"] == [
        "Place",
        "Town | Coast | All",
        "Port | Men | Women | Men | Women | Men | Women",
    ]


def test_heads_over_some_of_the_columns() -> None:
    """A head between two columns is over both, beside one whose column has no other; groups may differ in number."""
    left = (57.0, 150.0, 200.0, 250.0, 300.0, 350.0)
    figures = [draft("row", row(600 - 14 * at, "North", *"12345", left=left)) for at in range(3)]
    heads = row(625, "Port", "Men", "Women", "Old", "New", "Hired", left=left)
    wide = TextLine(1, (TextCell("Crews", 185, 205), TextCell("Age of boats", 290, 350)), 640, style(), is_uniform=True)
    assert [
        text for kind, text in shown([draft("paragraph", wide), draft("row", heads), *figures]) if kind == "head"
    ] == [
        "Crews | Age of boats",
        "Port | Men | Women | Old | New | Hired",
    ]


def test_heads_that_are_too_close_for_cells_are_parted() -> None:
    """Where each of their words is over a column."""
    left = (57.0, 200.0, 240.0, 280.0)
    figures = [draft("row", row(600 - 14 * at, "North", *"123", left=left)) for at in range(3)]
    close = TextLine(
        1,
        (TextCell("Port", 57, 97), TextCell("Oars Nets Sails", 205, 315)),
        620,
        style(),
        is_uniform=True,
    )
    assert shown([draft("paragraph", close), *figures])[0] == ("head", "Port | Oars | Nets | Sails")


def test_the_name_of_the_first_group_begins_before_the_rows() -> None:
    """Its rows are indented."""
    left = (77.0, *COLUMNS[1:])
    rows = [draft("row", row(600 - 14 * at, name, *"1234", left=left)) for at, name in enumerate(("North", "South"))]
    heads = draft("paragraph", row(640, "Port", "Boats", "Nets", "Oars", "Sails", left=left))
    assert [kind for kind, _ in shown([heads, text(620, "Landed"), *rows])] == ["head", "group", "row", "row"]


def test_the_title_under_a_bare_caption_is_no_head() -> None:
    """Even where it is short."""
    heads = draft("paragraph", row(620, "", "Boats", "Nets", "Oars", "Sails"))
    drafts = [text(660, "Table 3"), text(640, "Landings of the coast"), heads, *body()]
    assert [kind for kind, _ in shown(drafts)][:3] == ["title", "title", "head"]


def test_bold_rows_name_the_rows_below_them() -> None:
    """Where a table has several: one alone is a total."""
    men = [draft("row", row(650, "Men", "1", "2", "3", "4", weight=700)), *body(636)]
    women = [draft("row", row(594, "Women", "1", "2", "3", "4", weight=700)), *body(580)]
    kinds = [kind for kind, _ in shown([*men, *women])]
    assert kinds == ["subtotal", "row", "row", "row", "subtotal", "row", "row", "row"]
    alone = [draft("row", row(650, "All", "1", "2", "3", "4", weight=700)), *body(636)]
    assert "subtotal" not in [kind for kind, _ in shown(alone)]


def test_heads_over_several_columns_wrap() -> None:
    """Their lines are one head, also beside the lines of a head of one column."""

    def at(baseline: float, *cells: tuple[str, float, float]) -> BlockDraft:
        placed = tuple(TextCell(*cell) for cell in cells)
        return draft("paragraph", TextLine(1, placed, baseline, style(), is_uniform=True))

    heads = [
        at(648, ("Boats counted in the", 205, 305)),
        at(637, ("last week of the year", 203, 307), ("Number of", 340, 385)),
        at(626, ("Old", 212, 228), ("New", 282, 298), ("all oars", 342, 383), ("Sails", 415, 445)),
    ]
    assert [words for kind, words in shown([*heads, *body()]) if kind == "head"] == [
        "Boats counted in the last week of the year",
        "Old | New | Number of all oars | Sails",
    ]


def test_rows_of_text_and_larger_headings_are_no_heads() -> None:
    """Rows of words are rows though no figure is in them; a heading in larger type heads the table, not a column."""
    large = TextLine(1, (TextCell("Fire", 57.0, 90.0),), 640, style(16), is_uniform=True)
    heads = draft("row", row(620, "Action", "Who", "When", "Cost", "Rank", weight=700))
    words = "Mend all the nets in the new sheds."
    first = draft("row", row(606, words, "Port", "2031", "None", "High"))
    found = shown([draft("heading", large), heads, first, *body(590)])
    assert found[:3] == [
        ("heading", "Fire"),
        ("head", "Action | Who | When | Cost | Rank"),
        ("row", f"{words} | Port | 2031 | None | High"),
    ]


def at(baseline: float, *cells: tuple[str, float, float]) -> BlockDraft:
    """Build a line of heads at given places."""
    placed = tuple(TextCell(*cell) for cell in cells)
    return draft("paragraph", TextLine(1, placed, baseline, style(), is_uniform=True))


def heads_of(drafts: list[BlockDraft]) -> list[str]:
    return [words for kind, words in shown(drafts) if kind == "head"]


def test_a_spanning_head_wraps_beside_one_that_does_not() -> None:
    """The latter is in the middle of the lines of the former, which goes on in lower case."""
    heads = [
        at(650, ("Place of the", 345, 405)),
        at(645, ("Kind of boat", 215, 275)),
        at(640, ("landing", 357, 393)),
        at(622, ("Old", 210, 230), ("New", 280, 300), ("North", 340, 365), ("South", 415, 440)),
    ]
    assert heads_of([*heads, *body()]) == ["Kind of boat | Place of the landing", "Old | New | North | South"]


def test_a_level_of_heads_is_no_line_of_another() -> None:
    """A head over others that begin with capitals, one of which is below its middle."""
    left = (57.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0)
    figures = [draft("row", row(600 - 14 * at, "North", *"123456", left=left)) for at in range(3)]
    heads = [
        at(648, ("Place", 280, 310)),
        at(637, ("Town", 185, 205), ("Coast", 283, 307), ("Islands", 380, 415)),
        draft("row", row(625, "Port", *["Men", "Women"] * 3, left=left)),
    ]
    assert heads_of([*heads, *figures])[:2] == ["Place", "Town | Coast | Islands"]


def test_a_spanning_head_beside_the_only_line_of_a_column() -> None:
    """The head of the column without others stays with the lowest row of heads."""
    heads = [
        at(640, ("Kind of boat", 215, 275), ("All", 415, 430)),
        at(622, ("Old", 210, 230), ("New", 280, 300), ("Nets", 345, 365)),
    ]
    assert heads_of([*heads, *body()]) == ["Kind of boat", "Old | New | Nets | All"]


def test_heads_that_recur_are_parted_by_their_number() -> None:
    """As many words as columns, whatever their widths; the heads above are over the groups that they make."""
    left = (57.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0)
    figures = [draft("row", row(600 - 14 * at, "North", *"123456", left=left)) for at in range(3)]
    close = at(620, ("Men Women All Men Women All", 155, 435))
    above = at(640, ("Town", 175, 195), ("Coast", 300, 320))
    assert heads_of([above, close, *figures]) == ["Town | Coast", "Men | Women | All | Men | Women | All"]


def test_a_name_set_like_later_names_of_groups_is_one() -> None:
    """Though the first column has no head."""
    heads = draft("paragraph", row(640, "", "Boats", "Nets", "Oars", "Sails"))
    first, second = (draft("paragraph", row(height, name)) for height, name in ((614, "Coast"), (558, "Islands")))
    found = shown([heads, first, *body(), second, *body(544)])
    assert found[:2] == [("head", "Boats | Nets | Oars | Sails"), ("group", "Coast")]


def test_a_label_that_reaches_its_first_figure_is_a_cell() -> None:
    """Where the other rows have one cell more."""
    long = TextLine(
        1,
        (TextCell("Landings of boats 1", 57, 240), *row(558, "", "", "2", "3", "4").cells),
        558,
        style(),
        is_uniform=True,
    )
    assert shown([*body(), draft("row", long)])[-1] == ("row", "Landings of boats | 1 | 2 | 3 | 4")


def test_three_levels_of_heads() -> None:
    """The highest is over a spanning head, at about the height of the first line of a head of one column."""
    heads = [
        at(648, ("Share of boats", 225, 325)),
        at(642, ("Number", 415, 445)),
        at(634, ("Kind of boat", 215, 285)),
        at(631, ("of crews", 412, 448)),
        at(622, ("Old", 210, 230), ("New", 275, 305), ("All", 350, 370)),
    ]
    assert heads_of([*heads, *body()]) == ["Share of boats", "Kind of boat", "Old | New | All | Number of crews"]


def test_words_of_heads_with_narrow_gaps_are_parted() -> None:
    """Their places are estimated, since letters differ in width."""
    left = (57.0, 200.0, 240.0, 280.0, 320.0)
    figures = [draft("row", row(600 - 14 * at, "North", *"1234", left=left)) for at in range(3)]
    close = at(620, ("Oars Nets Sails Ropes", 195, 350))
    assert heads_of([close, *figures]) == ["Oars | Nets | Sails | Ropes"]


def test_a_title_of_two_lines_in_larger_type_than_the_table() -> None:
    """Each part is near the next one, though the caption is far above the rows."""
    caption, words = text(700, "Table 3"), text(660, "Landings of the coast, by port, and all of the boats")
    words.lines.append(row(648, "of the year"))
    assert [kind for kind, _ in shown([caption, words, *body()])][:3] == ["title", "title", "row"]


def test_a_bold_head_may_end_in_a_full_stop() -> None:
    """Above rows that are not bold, however long it is."""
    words = "Number of all the boats of the port."
    heads = row(620, "Port", "Boats", "Nets", "Oars", weight=700)
    long = TextLine(1, (TextCell(words, 395, 465),), 620, style(weight=700), is_uniform=True)
    assert heads_of([draft("paragraph", heads), draft("paragraph", long), *body()]) == [
        f"Port | Boats | Nets | Oars | {words}"
    ]


def test_the_lines_of_spanning_heads_are_at_several_heights() -> None:
    """A line that goes on below is beside heads of one line in the middle."""
    heads = [
        at(650, ("Place of all", 340, 410)),
        at(640, ("and each", 350, 400), ("Kind of boat", 215, 285)),
        at(630, ("landing", 357, 393)),
        at(612, ("Old", 210, 230), ("New", 280, 300), ("North", 340, 365), ("South", 415, 440)),
    ]
    assert heads_of([*heads, *body()])[0] == "Kind of boat | Place of all and each landing"


def test_rows_of_figures_alone_are_demoted() -> None:
    """As the values of a chart are; fewer of them, or rows with a label, may belong to a table."""
    bare = [draft("row", row(600 - 14 * at, "", "1", "2")) for at in range(3)]
    assert [each.demoted for each in find_tables(bare, BODY)] == [True] * 3
    assert not any(each.demoted for each in find_tables([draft("row", row(600, "", "1", "2"))], BODY))
    assert not any(each.demoted for each in find_tables(body(), BODY))
