"""A question as sentences are judged by it."""

from collections.abc import Sequence

from service.answers.question import Translated, read_question
from tests.service.answers.questions import asked


def test_telling_words() -> None:
    """Words that only ask are left out; names and numbers are known as such, but not for standing first."""
    question = asked("How many boats did Anna Bell build in 1911?")
    assert [word.written for word in question.words] == ["boats", "anna", "bell", "build", "1911"]
    assert [word.written for word in question.words if word.name] == ["anna", "bell", "1911"]
    assert question.kind == "number"
    assert not asked("Boats of Bell").words[0].name


def test_a_repeated_word_is_one() -> None:
    """A word that occurs twice in a question is one word of it."""
    assert len(asked("boats and boats").words) == 1


def test_idf() -> None:
    """A word that no passage holds tells more than one that some hold."""
    known, unknown = asked("boats and zebras", unknown=["zebras"]).words
    assert unknown.idf > known.idf > 0


def test_focus() -> None:
    """The noun asked for follows the question word, in three languages."""
    for text, word in [
        ("How many inspectors were trained?", "inspectors"),
        ("Which convention calls for it?", "convention"),
        ("¿Cuántas inspectoras hay?", "inspectoras"),
        ("Combien de marins travaillent ici ?", "marins"),
        ("Combien d’heures travaillent-ils ?", "d’heures"),
    ]:
        question = asked(text)
        assert question.focus is not None
        assert question.words[question.focus].written == word
    assert asked("When was it built?").focus is None


def test_vietnamese_words_keep_their_accents() -> None:
    """A Vietnamese word is looked for as it is written."""
    assert any("thuyền" in word.terms for word in asked("Có bao nhiêu thuyền trưởng ở đây?").words)


def test_words_for_the_kind_of_thing_are_left_out() -> None:
    """Who asks for the year does not look for the word year."""
    assert [word.written for word in asked("In what year was the pier built?").words] == ["pier", "built"]
    assert [word.written for word in asked("¿Qué porcentaje de los barcos?").words] == ["barcos"]
    assert "year" in [word.written for word in asked("How many boats a year?").words]


def test_a_translated_word_is_as_rare_as_its_translations() -> None:
    """A word that no passage holds has the idf of its most frequent translation; an unknown one is not rare then."""
    translations = {"barcos": Translated(frozenset({"boat"}), frozenset({"boat", "vessel"}))}
    counts = {"boat": 40, "vessel": 60, "bell": 2}

    def frequencies(words: Sequence[str]) -> tuple[int, ...]:
        return tuple(counts.get(word, 0) for word in words)

    text = "¿Cuántos barcos botó Bell?"
    boats, launched, bell = read_question(text, ("en",), frequencies, 100, translations).words
    [common] = read_question("vessel", ("en",), frequencies, 100).words
    assert boats.idf == common.idf
    assert "boat" in boats.terms
    assert launched.idf < bell.idf
    unknown = read_question(text, ("en",), frequencies, 100).words[1]
    assert unknown.idf > bell.idf
