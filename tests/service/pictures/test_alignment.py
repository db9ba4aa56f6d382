"""The stored text of a page is found on its picture, word by word."""

import random

from indexer.pictures.page_picture import PlacedWord
from service.pictures.alignment import Alignment


def placed(*texts: str) -> list[PlacedWord]:
    """Words, each on its line."""
    return [PlacedWord(text, 0.1, at / 100, 0.2, (at + 1) / 100) for at, text in enumerate(texts)]


def words_of(text: str, part: str, *texts: str) -> list[str]:
    """The words on the picture that a part of the stored text is."""
    alignment = Alignment(text, placed(*texts))
    start = text.index(part)
    return [texts[index] for index in alignment.words_of(start, start + len(part))]


SENTENCE = "The villages agreed on the timber for the sheds"


def test_a_word_is_found() -> None:
    """A word of the text is the word of the picture."""
    assert words_of(SENTENCE, "timber", *SENTENCE.split()) == ["timber"]


def test_of_equal_words_the_one_meant() -> None:
    """Of words that occur twice it is the one at this place."""
    words = SENTENCE.split()
    alignment = Alignment(SENTENCE, placed(*words))
    second = SENTENCE.index("the ", 20)
    assert alignment.words_of(second, second + 3) == [4]


def test_both_halves_of_a_broken_word() -> None:
    """A word that is broken at the end of a line is both of its parts."""
    words = "The villages agreed on the tim ber for the sheds".split()
    assert words_of(SENTENCE, "timber", *words) == ["tim", "ber"]


def test_accents_case_and_ligatures_do_not_matter() -> None:
    """What is written in another form is found."""
    assert words_of(
        "The official café of the villages", "official", *"THE oﬃcial cafe\u0301 of the villages".split()
    ) == ["oﬃcial"]


def test_parts_in_another_order() -> None:
    """Columns may come in another order, and page heads in between."""
    text = "inspectors count the sheds in spring. villages sell the timber in autumn"
    words = "Report of the year villages sell the timber in autumn 12 inspectors count the sheds in spring".split()
    assert words_of(text, "sheds", *words) == ["sheds"]
    assert words_of(text, "autumn", *words) == ["autumn"]


def test_numbers_in_a_table() -> None:
    """Short words that no run contains are the nearest equal ones."""
    assert words_of("sheds 12 | 40 | 7", "40", "12", "7", "sheds", "12", "40", "7") == ["40"]


def test_a_part_of_a_compound() -> None:
    """A part of a word is that word."""
    assert words_of("many timbersheds here", "timber", "many", "timbersheds", "here") == ["timbersheds"]


def test_what_is_not_on_the_picture() -> None:
    """A word that the picture lacks is nowhere, and pages may be empty."""
    assert words_of("read from a scan", "scan", "other", "words") == []
    assert Alignment("", []).words_of(0, 0) == []


def test_every_word_of_a_shuffled_page() -> None:
    """Blocks of distinct words in any order are found word by word, broken ones too."""
    chance = random.Random(5)
    blocks = [[f"word{block}x{at}" for at in range(20)] for block in range(30)]
    text = "\n".join(" ".join(block) for block in blocks)
    chance.shuffle(blocks)
    texts = [part for block in blocks for word in block for part in ((word[:4], word[4:]) if at_end(word) else (word,))]
    alignment = Alignment(text, placed(*texts))
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        assert "".join(texts[index] for index in alignment.words_of(start, at)) == word


def at_end(word: str) -> bool:
    return word.endswith("7")
