"""What readers leave out."""

from indexer.read.omissions import Omissions


def test_warnings_count_what_was_left_out() -> None:
    """Words, other things by their names, and hidden slides with their numbers; nothing where nothing was."""
    omissions = Omissions()
    assert omissions.warnings() == ()
    omissions.count_struck("four pence")
    omissions.count_hidden("secret")
    omissions.others["comment"] += 2
    omissions.hidden_pages += ["3", "5"]
    assert omissions.warnings("slide") == (
        "2 struck-out words left out",
        "1 hidden word left out",
        "2 comments left out",
        "2 hidden slides left out: 3, 5",
    )


def test_long_lists_of_pages_are_cut() -> None:
    """Ten numbers are enough to look the others up."""
    omissions = Omissions(hidden_pages=[str(number) for number in range(1, 30)])
    assert omissions.warnings() == ("29 hidden pages left out: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …",)
