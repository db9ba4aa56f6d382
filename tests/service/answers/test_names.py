"""Names in a sentence as one span each."""

from service.answers.names import nearest_name

TEXT = "Anna Bell met the Ministry of Labour, and Zoe Hart painted boats."


def spans(*words: str) -> list[tuple[int, int]]:
    """Return the characters of words of the text."""
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


def test_nearest_name() -> None:
    """Words of one name are one span, "of" and all; the name nearest to the question's words is taken."""
    words = spans("Anna", "Bell", "Ministry", "Labour", "Zoe", "Hart")
    for match, name in [("met", "Anna Bell"), ("painted", "Zoe Hart"), ("the", "Ministry of Labour")]:
        start, end = nearest_name(TEXT, words, spans(match))
        assert TEXT[start:end] == name
    assert nearest_name(TEXT, words, []) == (0, len("Anna Bell"))
