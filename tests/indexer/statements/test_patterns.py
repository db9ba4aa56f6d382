"""The language of patterns."""

import pytest

from indexer.statements.patterns import PatternError, compile_pattern

CLASSES = {"body": ("council", "task force"), "adverb": ("also", "in turn")}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("adopted", "the council adopted it", "adopted"),
        ("adopted", "an unadopted text", None),
        ("is|are ready", "they are ready", "are ready"),
        ("recommend*", "the recommendations", "recommendations"),
        ("will be *ed", "it will be printed", "will be printed"),
        ("{body} met", "the task force met", "task force met"),
        ("{adverb}? adopted", "it in turn adopted", "in turn adopted"),
        ("{adverb}? adopted", "it adopted", "adopted"),
        ("has {adverb}? adopted", "it has adopted", "has adopted"),
        ("plans ~2 to", "plans for once to rest", "plans for once to"),
        ("plans ~2 to", "plans for once in may to rest", None),
        ("plans ~2 to", "plans; to rest", None),
        ("^ need", "12. need to act", "12. need"),
        ("^ need", "they need it", None),
        ("s'engage à", "l'état s'engage à agir", "s'engage à"),
        ("agreed to", "they agreed, “to the letter”", "agreed, “to"),
    ],
)
def test_a_pattern_matches_what_its_language_says(pattern: str, text: str, found: str | None) -> None:
    """Words, choices, beginnings, ends, classes, gaps and what may be missing."""
    match = compile_pattern(pattern, CLASSES).regex.search(text)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize("pattern", ["", "~2", "will ~2", "will also?", "{nobody} met", "will &"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    """A pattern that cannot be meant raises an error that says so."""
    with pytest.raises(PatternError):
        compile_pattern(pattern, CLASSES)


def test_a_pattern_knows_the_words_that_it_needs() -> None:
    """A pattern needs one of its most distinctive words; none where every token is open."""
    assert compile_pattern("is|are {body}", CLASSES).needs == frozenset({"council", "task"})
    assert compile_pattern("*ed recommend*", CLASSES).needs is None
