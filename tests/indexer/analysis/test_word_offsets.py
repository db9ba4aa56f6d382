"""Words, sentences and paragraphs of a passage."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.word_offsets import FLAG_SHIFT, MAX_STEP, count_words, word_offsets
from tests.service.search.texts import texts


def test_sentences_and_paragraphs() -> None:
    """Abbreviations end no sentence, a new line starts both a paragraph and a sentence."""
    text = "See No. 188 of 2007. It holds!\nthe list: one; two."
    found = word_offsets(text)
    words = [text[start:end] for start, end in found.spans]
    assert [words[place] for place in found.sentences] == ["See", "It", "the"]
    assert [words[place] for place in found.paragraphs] == ["See", "the"]


def test_two_letters_are_a_word_where_there_are_no_spaces() -> None:
    """Punctuation goes with the word before it, and a sentence starts with a word."""
    text = "港口禁止童工。船 port开。"
    found = word_offsets(text)
    assert [text[start:end] for start, end in found.spans] == ["港口", "禁止", "童工。", "船", "port", "开。"]
    assert found.sentences == (0, 3)
    assert count_words(text) == 6
    assert count_words("the port of Ulm") == 4


def test_white_space_alone_has_no_words() -> None:
    """A text without words has no parts."""
    found = word_offsets(" \n ")
    assert (found.spans, found.sentences, found.paragraphs) == ((), (), ())


@given(texts)
def test_places_are_in_order(text: str) -> None:
    """The first word starts a sentence and a paragraph, and every paragraph starts a sentence."""
    found = word_offsets(text)
    assert list(found.sentences) == sorted(set(found.sentences))
    assert set(found.paragraphs) <= set(found.sentences) <= set(range(len(found.spans)))
    assert found.paragraphs[:1] == ((0,) if found.spans else ())


@given(st.lists(st.sampled_from(["word", "a sentence.", "w" * 62, "w" * 63, "w" * 400, " " * 200, "\n"])).map(" ".join))
def test_steps_lead_to_every_word(text: str) -> None:
    """However far apart words are, steps lead from each to the next, with what starts there."""
    found = word_offsets(text)
    place, words = 0, []
    for step in found.encode():
        place += step & MAX_STEP
        if step != MAX_STEP:
            words.append((place, step >> FLAG_SHIFT))
    assert words == list(zip((start for start, _ in found.spans), found.flags(), strict=True))
