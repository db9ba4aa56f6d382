"""What the program knows of each language, as data: one TOML file a language, and a registry of those in use.

The files are in the folder `languages` beside this module. Files of the same form in a corpus's folder `languages` add
languages, or replace keys of ours. A generation keeps the languages it was built with, and whoever opens it activates
those, so that queries are analyzed as the index was.

Tokens and dates are read alike in all languages, because nobody knows the language of two words; so what concerns them
is the union of all languages.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import msgspec
import Stemmer

from indexer.errors import CorpusError

DEFAULT = "en"
"""The language of a text that says too little about its own."""

SHIPPED = Path(__file__).with_name("languages")
"""The folder of the languages that the program brings along."""

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

    `letters` are letters that English lacks and some languages share. A text is in the language that has
    `own_letters` where these and `shared_letters` are more than one letter in twelve. `evidence` gives expressions
    and what a match of each says for the language in a query.
    """

    letters: str = ""
    own_letters: str = ""
    shared_letters: str = ""
    evidence: tuple[tuple[Regex, float], ...] = ()


class KindOfQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a question for one kind of thing reads: a noun after the lead of its language, or an expression.

    `generic` words say what kind of thing is asked for, and are not searched for.
    """

    nouns: tuple[Regex, ...] = ()
    patterns: tuple[Regex, ...] = ()
    generic: Words = ()


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How questions read, folded unless the language distinguishes accents.

    `words`, also after one of the `prepositions`, open a question, and so do `verbs` of a sentence. `patterns` are
    found in questions as they are written. `noun_lead` is what stands before a noun that says what is asked for,
    `focus` before any noun that is asked for. Of the `kinds` that match, the first counts.
    """

    words: Words = ()
    prepositions: Words = ()
    verbs: Words = ()
    patterns: tuple[Regex, ...] = ()
    noun_lead: Regex = Regex("")
    focus: tuple[Regex, ...] = ()
    kinds: dict[QuestionType, KindOfQuestion] = {}


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and expressions by which a sentence shows what kind of thing it says, folded as questions are.

    `organizations` are beginnings of names. `percent` stands after digits; `shares` are shares in words. `centuries`
    gives for a word that such a text holds the expression of the century; `dates` are further words for dates, and the
    months in `no_dates` are none. `first_person` shows that somebody speaks of themselves. `referring` words open a
    sentence about what the one before it names.
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


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written. `months` holds the names of each month, the full one first.

    `ambiguous_months` are other words, too. `links` join day, month and year; `joiners` two days or months. The other
    words stand before the number of a day, month or year.
    """

    months: tuple[Words, ...] = ()
    ambiguous_months: Words = ()
    links: Words = ()
    joiners: Words = ()
    day_words: Words = ()
    month_words: Words = ()
    year_words: Words = ()


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A language by its ISO 639-1 code, with its own name for itself.

    `stemmer` is the name of Snowball's algorithm; without one, words are not stemmed. `stem_endings` are replaced in
    stems. Where `distinguishes_accents`, a word is also indexed with its accents, and stop words are compared with
    them. `run_together` are small words that conversions join to the next word, `garbled` those by which the check
    counts such joins.
    """

    code: str
    name: str
    stemmer: str = ""
    stem_endings: dict[str, str] = {}
    distinguishes_accents: bool = False
    stopwords: Words = ()
    run_together: Words = ()
    garbled: Words = ()
    spelling: Spelling = Spelling()
    detection: Detection = Detection()
    questions: Questions = Questions()
    cues: Cues = Cues()
    dates: Dates = Dates()


class Languages(dict[str, Language]):
    """Languages by code: the default one first, then in alphabetical order."""

    def __init__(self, languages: Iterable[Language] = ()) -> None:
        ordered = sorted(languages, key=lambda each: (each.code != DEFAULT, each.code))
        super().__init__((each.code, each) for each in ordered)

    def to_json(self) -> bytes:
        """Encode the languages for a generation."""
        return msgspec.json.encode(list(self.values()), enc_hook=str)

    @classmethod
    def from_json(cls, content: bytes) -> "Languages":
        """Decode what `to_json` encoded. Raises msgspec.DecodeError."""
        return cls(msgspec.json.decode(content, type=list[Language], dec_hook=_decode))

    @property
    def digest(self) -> str:
        """The digest of all that is known of these languages."""
        return hashlib.sha256(self.to_json()).hexdigest()


def load_languages(folder: Path | None = None) -> Languages:
    """Load the shipped languages and those of a corpus's folder, which may be missing.

    Raises CorpusError, naming file and key.
    """
    tables = {path.stem: (path, _read(path)) for path in language_files(SHIPPED)}
    for path in language_files(folder) if folder else ():
        tables[path.stem] = (path, _merged(tables[path.stem][1] if path.stem in tables else {}, _read(path)))
    return Languages(_checked(path, table) for path, table in tables.values())


def language_files(folder: Path) -> list[Path]:
    """Return the files of a folder of languages, in their order."""
    return sorted(folder.glob("*.toml"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path} cannot be read as TOML: {error}. Correct the file.") from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with the keys of another in place of its own; tables in both are merged."""
    merged = dict(below)
    for key, value in above.items():
        old = below.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _checked(path: Path, table: Mapping[str, Any]) -> Language:
    try:
        language = msgspec.convert(table, Language, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise CorpusError(f"{path}: {error}. Correct the file.") from error
    if language.code != path.stem:
        raise CorpusError(
            f"{path}: 'code' is {language.code!r}, but the file's name says {path.stem!r}; make both the same."
        )
    if language.stemmer and language.stemmer not in Stemmer.algorithms():
        known = ", ".join(Stemmer.algorithms())
        raise CorpusError(f"{path}: there is no 'stemmer' called {language.stemmer!r}; write one of {known}.")
    return language


def _decode(wanted: type, value: object) -> object:
    """Check a regular expression for msgspec."""
    if wanted is not Regex or not isinstance(value, str):
        raise TypeError(f"Expected a regular expression, got {value!r}")
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return Regex(value)


_active: Languages | None = None
_caches: list[Callable[[], None]] = []

Cached = TypeVar("Cached", bound=Callable[..., object])


def active_languages() -> Languages:
    """Return the languages in use in this process: the shipped ones, unless others were activated."""
    global _active  # noqa: PLW0603 - texts are analyzed in thousands of places, all of them alike
    if _active is None:
        _active = load_languages()
    return _active


def activate(languages: Languages) -> None:
    """Use these languages in this process from now on."""
    global _active  # noqa: PLW0603 - as above
    if languages != _active:
        _active = languages
        for clear in _caches:
            clear()


def language_cache(maxsize: int | None = None) -> Callable[[Cached], Cached]:
    """Return a decorator like `lru_cache` for a function of the languages in use: activating others clears it."""

    def decorate(function: Cached) -> Cached:
        cached = lru_cache(maxsize)(function)
        _caches.append(cached.cache_clear)
        return cast(Cached, cached)

    return decorate


def language(code: str) -> Language:
    """Return the language in use with this code; one of which nothing is known where there is none."""
    return active_languages().get(code) or Language(code=code, name=code)


def alternatives(words: Iterable[str]) -> str:
    """Return an expression for any of these words or expressions, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True)) or "(?!)"


@language_cache()
def stopword_languages() -> Words:
    """Return the codes of the languages that have stop words."""
    return tuple(code for code, each in active_languages().items() if each.stopwords)


@language_cache()
def distinguishes_accents(code: str) -> bool:
    """Whether words of a language differ by their accents."""
    return language(code).distinguishes_accents
