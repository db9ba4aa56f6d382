"""Whether a sentence holds a gold answer."""

from collections.abc import Iterable, Sequence

from indexer.analysis.tokenizer import tokenize


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether a text holds one of these answers as whole words, folded: `12` is not in `2012`."""
    found = _tokens(text)
    return any(_within(_tokens(answer), found) for answer in answers)


def _tokens(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return bool(part) and any(list(whole[place : place + size]) == part for place in range(len(whole) - size + 1))
