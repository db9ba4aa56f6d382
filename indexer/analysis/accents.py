"""Words with their accents, for languages in which a word without them is another word.

Vietnamese is searched folded, as many people type it, and with its accents too, which say more: `lao`, `láo`, `lão`
and `lào` are four words. Text is expected in NFC, in which an accented letter is one character.
"""

from indexer.analysis.tokenizer import fold

ACCENT_LANGUAGES = ("vi",)
"""The languages whose passages are indexed in both forms."""


def accented_form(word: str) -> str:
    """A word in small letters with its accents, or nothing where it has none."""
    if word.isascii():
        return ""
    small = word.casefold()
    return small if small.isalpha() and fold(small) != small else ""
