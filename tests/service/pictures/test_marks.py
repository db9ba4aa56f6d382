"""Marks and frames are rectangles over the words of a page."""

from indexer.pictures.page_picture import PagePicture, PlacedWord
from service.pictures.marks import Rectangle, page_marks


def line(words: str, left: float, top: float) -> list[PlacedWord]:
    """A line of words of equal width."""
    return [
        PlacedWord(word, left + at * 0.1, top, left + at * 0.1 + 0.09, top + 0.02)
        for at, word in enumerate(words.split())
    ]


TEXT = "villages sell timber and inspectors count sheds"
WORDS = (*line("villages sell tim", 0.1, 0.1), *line("ber and inspectors", 0.1, 0.13), *line("count sheds", 0.6, 0.1))
PICTURE = PagePicture(1, 600.0, 800.0, {}, WORDS)


def marked(*parts: str) -> list[tuple[int, int]]:
    return [(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts]


def test_a_mark_is_over_its_word() -> None:
    """A rectangle has the place of the word, in ten-thousandths of the page."""
    found = page_marks(PICTURE, TEXT, marked("sell"), None)
    assert found.words == (Rectangle(2000, 1000, 900, 200),)
    assert found.frame == ()


def test_a_broken_word_has_two_marks() -> None:
    """Both halves are marked, on their lines."""
    found = page_marks(PICTURE, TEXT, marked("timber"), None).words
    assert found == (Rectangle(3000, 1000, 900, 200), Rectangle(1000, 1300, 900, 200))


def test_words_of_one_mark_are_joined_on_a_line() -> None:
    """A phrase on one line has one rectangle."""
    assert page_marks(PICTURE, TEXT, marked("villages sell"), None).words == (Rectangle(1000, 1000, 1900, 200),)


def test_a_frame_for_each_column() -> None:
    """A passage that continues in the next column has a frame in each."""
    first, second = page_marks(PICTURE, TEXT, [], (0, len(TEXT))).frame
    assert first.x + first.width < second.x
    assert first.y < 1000
    assert first.y + first.height > 1500
    assert second.y + second.height < 1400


def test_a_page_without_words() -> None:
    """A scan has no marks."""
    found = page_marks(PagePicture(1, 600.0, 800.0, {}, ()), TEXT, marked("sell"), (0, 10))
    assert (found.words, found.frame) == ((), ())
