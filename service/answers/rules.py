"""What rules a sentence out as the answer to a question, however many words they share.

The rules are about grammar, not about topics: a question for a number is answered by a number, one with "no" by a
sentence with a negation, one about Harrow not by what is said of Tansley.
"""

import re
from collections.abc import Sequence

from indexer.analysis.language_registry import language, language_cache
from indexer.analysis.tokenizer import fold
from service.answers.candidates import FIGURES, Candidate, times
from service.answers.question import Question
from service.answers.question_form import is_negative
from service.answers.sentences import Sentence, heading_terms

FEWEST_WORDS = 3
"""A text with fewer words is a scrap, not a sentence."""

MOST_LEAD_WORDS = 12
"""The most words of what only leads into a list; a longer text before a colon says something itself."""

MOST_WORDS_BETWEEN = 2
"""The most words between a role and the name of who has it, but for words of the question: "Bell is the minister"."""

_OPENING = (0, 1)
"""The tokens with which a sentence begins: "Harrow has …", "The Harrow has …"."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DEFINING_MARK = re.compile(r"\W{0,3}(?::|[-–—]\s|=)")
_VALUE = re.compile(r"[^\W\d_]{3}\W{0,3}:\s*\d")
"""What a number is of, and the number: "Inspectors: 77"."""
_BRACKETED = re.compile(r"\s*\([^)]{1,40}\)|[\"'”’»)]")


def is_sentence(each: Candidate) -> bool:
    """Return whether a text states something: it is no question and no scrap."""
    return not each.sentence.is_question and not _is_scrap(_text(each))


def is_ruled_out(question: Question, passage: Sequence[Candidate], position: int) -> bool:
    """Return whether a sentence of a passage cannot be the answer to a question."""
    each = passage[position]
    text = _text(each)
    return (
        _lacks_figure(question, each)
        or _lacks_organization(question, each)
        or _lacks_negation(question, each, text)
        or _is_about_another(question, passage, position)
        or _is_elsewhere(question, each)
        or _is_definition_of_another(question, passage, each)
        or (question.form.locating and not _locates(each))
        or bool(question.form.term and not _defines(question, each))
        or bool(question.form.role and not _names_who(question, each))
    )


def _text(each: Candidate) -> str:
    return each.source.passage.text[each.sentence.start : each.sentence.end]


def _is_scrap(text: str) -> bool:
    """Whether a text is no sentence: some words or numbers, a heading in capitals, or what leads into a list."""
    words = len(_LETTERS.findall(text))
    if words < FEWEST_WORDS and _VALUE.search(text):
        return False
    return words < FEWEST_WORDS or text.isupper() or (text.endswith(":") and words <= MOST_LEAD_WORDS)


def _lacks_figure(question: Question, each: Candidate) -> bool:
    """Whether a figure is asked for, and the sentence has none; or a length of time, and it has no unit of time."""
    if question.kind not in FIGURES:
        return False
    if question.by_accents and each.source.passage.language == question.language:
        return False  # there, "khi nào" may ask under which condition
    return not each.cues or (question.form.duration and not _has_time(each))


def _lacks_organization(question: Question, each: Candidate) -> bool:
    """Whether an organization is asked for, and the sentence has neither that noun nor such a name."""
    is_asked = question.kind == "organisation" and question.focus is not None
    return is_asked and question.focus not in each.prefix_matches and len(set(each.cues)) == len(each.cues)


def _has_time(each: Candidate) -> bool:
    unit = times(each.source.passage.language)
    after = (each.source.passage.text[end : end + 20] for _, end in each.cue_spans)
    return any((word := _WORD.search(text)) and unit.match(fold(word.group())) for text in after)


def _lacks_negation(question: Question, each: Candidate, text: str) -> bool:
    """Whether the question has a negation and the sentence none. A yes or no may be either."""
    return question.form.negative and question.kind != "yes_no" and not is_negative(text, each.source.passage.language)


def _is_about_another(question: Question, passage: Sequence[Candidate], position: int) -> bool:
    """Whether a sentence begins with another name, while the passage has one that begins with a name of the question.

    Then the passage speaks of one after the other, and each sentence of one.
    """
    each = passage[position]
    subject = next((number for number, word in enumerate(question.words) if word.name), None)
    if subject is None or subject in each.prefix_matches or each.sentence.lead is not None:
        return False
    if not each.source.heading_terms.isdisjoint(question.words[subject].terms):
        return False
    return _opens_with_name(each) and any(_opens_with(other, subject) for other in passage)


def _opens_with(each: Candidate, word: int) -> bool:
    return any(found == word for token, found in each.matches if token in _OPENING)


def _opens_with_name(each: Candidate) -> bool:
    """Whether a sentence begins with a name: a word with a capital that the passage never writes without one."""
    first = _WORD.search(_text(each))
    if first is None or not first.group()[0].isupper() or 0 not in each.sentence.content_tokens:
        return False
    return re.search(rf"\b{re.escape(first.group().lower())}\b", each.source.passage.text) is None


def _is_elsewhere(question: Question, each: Candidate) -> bool:
    """Whether the question names a country, and the sentence only others; a name is not written in small letters."""
    others = each.source.other_places
    if others is None:
        return False
    text, sentence = each.source.passage.text, each.sentence
    written = zip(sentence.terms, sentence.spans, strict=True)
    terms = frozenset(term for term, (start, _) in written if not text[start].islower())
    if any(word.name and not terms.isdisjoint(word.terms) for word in question.words):
        return False
    return bool(others.slugs_in(terms))


def _is_definition_of_another(question: Question, passage: Sequence[Candidate], each: Candidate) -> bool:
    """Whether a definition by someone is asked for ("how does Arden define …"), and a sentence lacks that name.

    The name may be in the headings, in the sentence that leads into it, or one that the document speaks of throughout.
    """
    if question.kind != "definition" or question.form.term:
        return False
    source, said = each.source, each.prefix_matches
    if each.sentence.lead is not None:
        said = said | passage[each.sentence.lead].prefix_matches
    headings = heading_terms(source.passage.section, source.passage.language)
    return any(
        word.name and number not in said and headings.isdisjoint(word.terms) and source.mentions.get(number, 0.0) < 1
        for number, word in enumerate(question.words)
    )


def _locates(each: Candidate) -> bool:
    """Whether a word for where something is comes before a word that the question does not have."""
    sentence, text = each.sentence, each.source.passage.text
    locating = _locating(each.source.passage.language)
    matched = {token for token, _ in each.matches}
    content = sorted(sentence.content_tokens)
    for token, (start, end) in enumerate(sentence.spans):
        if fold(text[start:end]) in locating:
            following = next((later for later in content if later > token), None)
            if following is not None and following not in matched:
                return True
    return False


@language_cache()
def _locating(code: str) -> frozenset[str]:
    return frozenset(map(fold, language(code).cues.locating))


def _defines(question: Question, each: Candidate) -> bool:
    """Whether a sentence says what the term is: the term, then a word or mark that defines; not merely uses it."""
    sentence, text = each.sentence, each.source.passage.text
    run = _run(sentence, question.form.term)
    if run is None:
        return False
    after = text[sentence.spans[run[1]][1] : sentence.end]
    while found := _BRACKETED.match(after):
        after = after[found.end() :]
    if _DEFINING_MARK.match(after):
        return True
    following = _WORD.search(after)
    return bool(following and fold(following.group()) in _definitions(each.source.passage.language))


@language_cache()
def _definitions(code: str) -> frozenset[str]:
    return frozenset(map(fold, language(code).cues.definitions))


def _run(sentence: Sentence, wanted: Sequence[str]) -> tuple[int, int] | None:
    """Return the first and last token of the first run of these terms with no other content between them."""
    terms, tokens = sentence.terms, sorted(sentence.content_tokens)
    for first in range(len(tokens) - len(wanted) + 1):
        run = tokens[first : first + len(wanted)]
        if [terms[token] for token in run] == list(wanted):
            return run[0], run[-1]
    return None


def _names_who(question: Question, each: Candidate) -> bool:
    """Whether a sentence has a name right before or after the role, or the other way round."""
    sentence, text = each.sentence, each.source.passage.text
    run = _run(sentence, question.form.role)
    if run is None:
        return False
    start, end = sentence.spans[run[0]][0], sentence.spans[run[1]][1]
    asked = frozenset(fold(word.written) for word in question.words)
    between = [text[end:first] if first >= end else text[last:start] for first, last in each.cue_spans]
    return any(sum(fold(word) not in asked for word in _WORD.findall(part)) <= MOST_WORDS_BETWEEN for part in between)
