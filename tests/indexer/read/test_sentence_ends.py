"""Finished and unfinished texts."""

import pytest

from indexer.read.sentence_ends import breaks_off, ends_sentence, is_dangling, starts_low


@pytest.mark.parametrize("text", ["It is so.", "Is it?", "as follows:", "“It is so.”", "(It is so.)", "first;"])
def test_ends(text: str) -> None:
    """Full stops, question marks, colons and semicolons end a text, closing marks after them or not."""
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It is", "the firm (a mill)", "boats, nets", "“boats”"])
def test_does_not_end(text: str) -> None:
    """Words, brackets and quotation marks alone end nothing."""
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "dangling"),
    [
        ("nets and", True),
        ("nets,", True),
        ("les bateaux de", True),
        ("el puerto y", True),
        ("nets", False),
        ("", False),
    ],
)
def test_dangling(text: str, dangling: bool) -> None:  # noqa: FBT001  # a table's column
    """A comma or a word that needs another leaves a text hanging, in several languages."""
    assert is_dangling(text) is dangling


def test_breaks_off() -> None:
    """A text breaks off where a whole sentence is followed by a part of one."""
    assert breaks_off("Two boats were built. Other new")
    assert not breaks_off("Two boats were built. Others too.")
    assert not breaks_off("nets and ropes")


def test_starts_low() -> None:
    """Only a small letter right at the start counts."""
    assert starts_low("boats")
    assert not starts_low("“boats”")
    assert not starts_low("Boats")
