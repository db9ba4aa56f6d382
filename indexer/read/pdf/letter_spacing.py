"""Words set letter by letter: pdfium takes each letter of text that is spaced out for a word."""

from collections.abc import Sequence
from itertools import pairwise

from indexer.read.pdf.page_words import PageWord

MIN_LETTERS = 4  # in a row
MIN_LETTER_SHARE = 0.6  # of the characters; rows of figures are cells
MAX_LETTER_GAP = 0.55  # between letters of one word, as a share of the size
MIN_WORD_GAP_RATIO = 1.7  # of a gap between words to the usual gap between letters
UNSPACED = ".,;:!?)]"  # belong to the letter before them


def join_spaced_letters(run: Sequence[PageWord]) -> Sequence[PageWord]:
    """Return the words of a line, with those put together that are set letter by letter."""
    if sum(len(word.text) == 1 for word in run) < MIN_LETTERS:
        return run
    joined: list[PageWord] = []
    start = 0
    while start < len(run):
        end = start
        while end < len(run) and len(run[end].text) == 1 and (end == start or _is_near(run[end - 1], run[end])):
            end += 1
        letters = run[start:end]
        joined += _words(letters) if _is_spaced_out(letters) else run[start : max(end, start + 1)]
        start = max(end, start + 1)
    return joined


def _is_near(before: PageWord, word: PageWord) -> bool:
    """Return whether the next letter is at most one word's gap away."""
    return word.left - before.right <= 2 * MIN_WORD_GAP_RATIO * MAX_LETTER_GAP * word.style.size


def _is_spaced_out(letters: Sequence[PageWord]) -> bool:
    """Return whether single characters in a row are words spaced out, not a list of letters or figures."""
    alphabetic = [word.text for word in letters if word.text.isalpha()]
    if len(alphabetic) < max(MIN_LETTERS, MIN_LETTER_SHARE * len(letters)):
        return False
    steps = [ord(after) - ord(before) for before, after in pairwise(alphabetic)]
    return steps.count(1) < len(steps) / 2 and _letter_gap(letters) <= MAX_LETTER_GAP * letters[0].style.size


def _letter_gap(letters: Sequence[PageWord]) -> float:
    """Return the usual gap between letters: one of the smaller gaps, for most words have several letters."""
    gaps = sorted(after.left - before.right for before, after in pairwise(letters))
    return max(gaps[len(gaps) // 4], 0.0)


def _words(letters: Sequence[PageWord]) -> list[PageWord]:
    widest = MIN_WORD_GAP_RATIO * max(_letter_gap(letters), 0.1 * letters[0].style.size)
    words = [letters[0]]
    for letter in letters[1:]:
        before = words[-1]
        if letter.left - before.right > widest and letter.text not in UNSPACED:
            words.append(letter)
        else:
            words[-1] = before._replace(text=before.text + letter.text, right=letter.right, last=letter.last)
    return words
