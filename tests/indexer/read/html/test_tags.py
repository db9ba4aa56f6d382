"""Tags inside another text."""

from indexer.read.html.tags import TagState
from indexer.read.left_out import LeftOut


def test_tags_hide_and_strike_until_they_are_closed() -> None:
    """Also where elements inside them are closed first, or not at all."""
    tags, left_out = TagState(), LeftOut()
    tags.read("<div class='x' hidden><b>")
    assert tags.leave_out("two words", left_out)
    tags.read("</div>")
    assert not tags.leave_out("seen", left_out)
    tags.read("<p style='display:none'/><del>")
    assert tags.leave_out("old", left_out)
    tags.read("</del></del>")
    assert not tags.is_hiding
    assert (left_out.hidden, left_out.struck) == (2, 1)


def test_block_elements_break_lines() -> None:
    """Those of a line do not."""
    tags = TagState()
    assert [tags.read(each) for each in ("<summary>", "</p>", "<b>", "<br>")] == [True, True, False, False]


def test_raised_and_lowered() -> None:
    """The innermost element counts."""
    tags = TagState()
    tags.read("<sup><sub>")
    assert tags.offset == "sub"
    tags.read("</sub>")
    assert tags.offset == "sup"
