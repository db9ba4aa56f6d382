"""Whether a text is finished, judged by how it ends and how the next one begins."""

import re

FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
"""The end of a sentence, or of a lead-in or list item."""

SENTENCE_THEN_MORE = re.compile(r"[.!?][\"'”’»)]*\s+[^\W\d_]")

DANGLING = frozenset(
    "a an and at by for from in of on or that the their to with "
    "au aux avec dans de des du en et la le les ou par pour que sur un une "
    "al con del el las los o para por sin una y "
    "các cho của và với".split()
)
"""Words of English, French, Spanish and Vietnamese that do not end a text."""


def ends_sentence(text: str) -> bool:
    """Whether the text's last character closes a sentence, a clause that announces something, or a list item."""
    return FINAL.search(text) is not None


def starts_low(text: str) -> bool:
    """Whether the text's first letter, right at its start, is a small one."""
    return text[:1].islower()


def is_dangling(text: str) -> bool:
    """Whether the text ends in a comma or in a word that needs another."""
    words = text.split()
    return bool(words) and (words[-1].lower() in DANGLING or words[-1].endswith(","))


def breaks_off(text: str) -> bool:
    """Whether the text holds at least one whole sentence and then breaks off in the middle of another."""
    return not ends_sentence(text) and SENTENCE_THEN_MORE.search(text) is not None


def count_words(text: str) -> int:
    """How many words the text has, white space parting them."""
    return len(text.split())
