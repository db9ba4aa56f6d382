"""Tags inside another text."""

from indexer.read.html.tags import TagState
from indexer.read.omissions import Omissions


def test_tags_hide_and_strike_until_they_are_closed() -> None:
    """Also where elements inside them are closed first, or not at all."""
    tags, omissions = TagState(), Omissions()
    tags.read("<div class='x' hidden><b>")
    assert tags.omits("two words", omissions)
    tags.read("</div>")
    assert not tags.omits("seen", omissions)
    tags.read("<p style='display:none'/><del>")
    assert tags.omits("old", omissions)
    tags.read("</del></del>")
    assert not tags.is_hiding
    assert (omissions.hidden, omissions.struck) == (2, 1)


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
