"""The same text under two names."""

from indexer.check.duplicates import find_duplicates, text_key


def test_the_same_words_have_the_same_key() -> None:
    """Case, accents and punctuation make no difference; words do."""
    assert text_key("The Égalité, of all.") == text_key("the egalite of all")
    assert text_key("The deck") != text_key("The decks")


def test_documents_of_the_same_text_are_found() -> None:
    """Wholly, or where one holds nearly all of another; documents that share a notice are not the same."""
    passages = {
        "report": [str(number) for number in range(20)],
        "report-copy": [str(number) for number in range(20)],
        "extract": ["3", "4", "5"],
        "notice": ["1"],
        "same-notice": ["1"],
        "other": ["1", "20", "21", "22"],
    }
    assert find_duplicates(passages) == {
        "report": ("extract", "report-copy"),
        "report-copy": ("extract", "report"),
        "extract": ("report", "report-copy"),
        "notice": ("same-notice",),
        "same-notice": ("notice",),
    }
