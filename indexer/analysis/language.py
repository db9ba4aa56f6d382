"""The words and rules of a language: the schema of its file in the folder `languages` beside this module.

All words are folded when they are used, unless the language distinguishes words
by their accents.
"""

from typing import Literal

import msgspec

Words = tuple[str, ...]

QuestionType = Literal[
    "share", "number", "date", "place", "name", "person", "organisation", "reason", "how_to", "list", "definition",
    "yes_no", "other",
]  # fmt: skip
"""The kinds of things that questions ask for."""


class Regex(str):
    """A regular expression, checked when its file is read."""

    __slots__ = ()


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How spellings of one word become one form: whole words, else beginnings and then rules, in their order.

    A rule is an expression and its replacement.
    """

    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    rules: tuple[tuple[Regex, str], ...] = ()


class Detection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What besides stop words shows that a text is in this language.

    `letters` are letters that English lacks and some languages share. `script` is a name of
    indexer.analysis.scripts.SCRIPTS, empty for Latin. A text is in the language that has `own_letters` where these and
    `shared_letters` are more than one letter in twelve. `evidence` gives expressions and what a match of each says for
    the language in a query.
    """

    letters: str = ""
    script: str = ""
    own_letters: str = ""
    shared_letters: str = ""
    evidence: tuple[tuple[Regex, float], ...] = ()


class QuestionPatterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a question for one kind of thing reads: a noun after the lead of its language, or an expression.

    `generic` words say what kind of thing is asked for, and are not searched for.
    """

    nouns: tuple[Regex, ...] = ()
    patterns: tuple[Regex, ...] = ()
    generic: Words = ()


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How questions read, folded unless the language distinguishes accents.

    `words`, also after one of the `prepositions`, open a question, and so do `verbs` of a sentence. `patterns` are
    found in questions as they are written. `noun_lead` matches the words before a noun that says what is asked for,
    `focus` before any noun that is asked for. Of the `kinds` that match, the first counts.

    `counting` is found in questions for the number of some things, `duration` in those for a length of time,
    `locating` in those for where something is. `defining` matches whole questions for what a `term` is, `identifying`
    those for who has a `role` (the names of their groups). `document` matches words that stand for the document itself:
    "the report".
    """

    words: Words = ()
    prepositions: Words = ()
    verbs: Words = ()
    patterns: tuple[Regex, ...] = ()
    noun_lead: Regex = Regex("")
    focus: tuple[Regex, ...] = ()
    counting: Regex = Regex("")
    duration: Regex = Regex("")
    locating: Regex = Regex("")
    defining: Regex = Regex("")
    identifying: Regex = Regex("")
    document: Regex = Regex("")
    kinds: dict[QuestionType, QuestionPatterns] = {}


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and expressions that are cues for kinds of answers, folded as questions are.

    `organizations` are beginnings of names. `percent` follows digits; `shares` are shares in words. `centuries`
    maps a substring of such a text to the expression of the century; `dates` are further words for dates, and the
    months in `no_dates` are none. `first_person` matches sentences in the first person. `referring` words open a
    sentence about what the previous one names. `negations` say that something is not the case, `agents` come
    before who does what is done ("by the"). `locating` words come before a place, `times` are units of time.
    """

    numbers: Words = ()
    reasons: Words = ()
    means: Words = ()
    definitions: Words = ()
    organizations: Words = ()
    percent: tuple[Regex, ...] = ()
    shares: tuple[Regex, ...] = ()
    centuries: dict[str, Regex] = {}
    dates: tuple[Regex, ...] = ()
    no_dates: Words = ()
    first_person: Regex = Regex("")
    referring: Words = ()
    negations: Words = ()
    agents: Words = ()
    locating: Words = ()
    times: Words = ()


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written. `months` holds the names of each month, the full one first.

    `ambiguous_months` are other words, too. `links` join day, month and year; `joiners` two days or months. The other
    words precede the number of a day, month or year.
    """

    months: tuple[Words, ...] = ()
    ambiguous_months: Words = ()
    links: Words = ()
    joiners: Words = ()
    day_words: Words = ()
    month_words: Words = ()
    year_words: Words = ()


class SentenceRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Abbreviations that end no sentence: always, or where a number follows."""

    abbreviations: Words = ()
    number_abbreviations: Words = ()


class LayoutWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that mark the parts of a document where its layout does not.

    `captions` and `sections` precede the number of a table or picture, and of a heading; `credits`, with a colon, what
    a table or picture was made from; `parts`, `chapters` and
    `annexes` are the sections that are above all others. `front` are whole titles of front matter; `contents` are found
    at the start of titles of contents; `references` are whole titles of references and indexes. `dangling` words end no
    text; before a word in `hanging_hyphen`, a hyphen at a line's end stays: "short- and long-term". So it
    does between words of which one is in `compound_beginnings` or `compound_endings`, and in `compounds`.

    Of a cover and an imprint: names of organizations have one of `organizations` among their first words and none of
    `document_types`, which are in titles. Whole lines that are no title are `series` and `generic_titles`.
    `publisher_leads` come before a publisher, `citation_leads` before a suggested citation, `subject_labels` before
    what a memorandum is about.
    """

    captions: tuple[Regex, ...] = ()
    credits: tuple[Regex, ...] = ()
    sections: Words = ()
    parts: Words = ()
    chapters: Words = ()
    annexes: Words = ()
    front: tuple[Regex, ...] = ()
    contents: tuple[Regex, ...] = ()
    references: tuple[Regex, ...] = ()
    dangling: Words = ()
    hanging_hyphen: Words = ()
    compound_beginnings: Words = ()
    compound_endings: Words = ()
    compounds: Words = ()
    organizations: Words = ()
    document_types: Words = ()
    series: tuple[Regex, ...] = ()
    generic_titles: tuple[Regex, ...] = ()
    publisher_leads: tuple[Regex, ...] = ()
    citation_leads: tuple[Regex, ...] = ()
    subject_labels: tuple[Regex, ...] = ()


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of numbers, and names of currencies in the singular by ISO 4217 code.

    `words` are those of which numbers to 99 are made, with their values; `ambiguous_words` of them have another meaning
    alone. `scales` are words for large numbers with their number of zeros, `hundreds` multiply by a hundred. All are
    folded, `scales` unless another word folds alike. The codes "dollar" and "peso" name no country. `plurals` are
    those of a currency's words that do not just add an S, `currency_links` come between a number and its currency.
    """

    words: dict[str, int] = {}
    ambiguous_words: Words = ()
    hundreds: Words = ()
    scales: dict[str, int] = {}
    currencies: dict[str, Words] = {}
    plurals: dict[str, str] = {}
    currency_links: Words = ()


class TokenRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, folded, that become one token.

    `phrases` are pairs of words with their one form; `prefixes` are joined with a hyphen or without. `instruments` are
    words for Conventions (c), Protocols (p) and Recommendations (r), which may have a word before them; their numbers
    come after one of the `number_marks`, and `joiners` join several.
    """

    phrases: dict[str, str] = {}
    prefixes: Words = ()
    instruments: dict[str, Literal["c", "p", "r"]] = {}
    before_instruments: Words = ()
    number_marks: Words = ()
    joiners: Words = ()


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A language by its ISO 639-1 code, with its own name for itself.

    `stemmer` is the name of Snowball's algorithm; without one, words are not stemmed. `stem_endings` are replaced in
    stems. Where `distinguishes_accents`, a word is also indexed with its accents, and stop words are compared with
    them. `homographs` are further words that are names in capital letters, as stop words are (`US`). `elisions` are
    words that an apostrophe joins to the next one. `linking` are prepositions, auxiliaries and the like that are
    searched for, but count less in a query that is translated. `run_together` are small words that conversions join
    to the next word, `garbled` those by which the check counts such joins. `ocr_pack` is the name of Tesseract's data
    for it.
    """

    code: str
    name: str
    ocr_pack: str = ""
    stemmer: str = ""
    stem_endings: dict[str, str] = {}
    distinguishes_accents: bool = False
    elisions: Words = ()
    stopwords: Words = ()
    homographs: Words = ()
    linking: Words = ()
    run_together: Words = ()
    garbled: Words = ()
    spelling: Spelling = Spelling()
    detection: Detection = Detection()
    questions: Questions = Questions()
    cues: Cues = Cues()
    dates: DateWords = DateWords()
    numbers: NumberWords = NumberWords()
    tokens: TokenRules = TokenRules()
    sentences: SentenceRules = SentenceRules()
    layout: LayoutWords = LayoutWords()
