"""Which words of a question stand in a sentence."""

from indexer.analysis.accents import ACCENTED
from service.answers.candidates import Candidate
from service.answers.question import Question


class Reading:
    """A question's words in one candidate; words of the question are their places in it, from 0.

    `places` pairs the place of each matching term of the sentence with the question's word; `matched` are the words in
    it, `akin` those and words whose beginning stands there, `context` the words in what stands above the passage.
    `pairs` and `triples` are runs of the question that stand in the sentence just so.
    """

    def __init__(self, question: Question, candidate: Candidate) -> None:
        self.candidate = candidate
        sentence = candidate.sentence
        word_of = question.terms
        self.places = [
            (place, word_of[form]) for place, form in enumerate(_forms(question, candidate)) if form in word_of
        ]
        self.matched = frozenset(word for _, word in self.places)
        self.pairs = question.pairs & sentence.pairs
        self.triples = question.triples & sentence.triples
        self.akin = self.matched | {
            place for place, heads in enumerate(question.heads) if not heads.isdisjoint(sentence.heads)
        }
        above = candidate.source.context
        self.context = frozenset(place for place, word in enumerate(question.words) if not word.terms.isdisjoint(above))


def _forms(question: Question, candidate: Candidate) -> list[str]:
    """The words of a sentence in the forms that are compared: with accents where the question's language needs them."""
    sentence = candidate.sentence
    forms = [term.text for term in sentence.terms]
    if question.language in ACCENTED and sentence.accents:
        return [accents or form for form, accents in zip(forms, sentence.accents, strict=True)]
    return forms
