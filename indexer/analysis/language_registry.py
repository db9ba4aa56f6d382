"""The languages in use, from one TOML file each.

The files are in the folder `languages` beside this module. Files of the same form in a corpus's folder `languages` add
languages, or replace keys of ours. A generation keeps the languages it was built with, and opening it activates
those, so that queries are analyzed as the index was.

Tokens and dates are read alike in all languages, because two words are too few to detect a
language; so their vocabulary is that of all languages together.
"""

import contextlib
import hashlib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import Stemmer

from indexer.analysis.language import Language, Regex, Words
from indexer.errors import CorpusError

DEFAULT = "en"
"""The language of a text that cannot be detected."""

SHIPPED = Path(__file__).with_name("languages")
"""The folder of the languages that ship with the program."""

LANGUAGES_FOLDER = "languages"
"""The folder of a corpus's own languages."""

LANGUAGES_FILE = "languages.json"
"""The file of a generation that keeps the languages it was built with."""

VARIABLE = "INDEXER_LANGUAGES"
"""The environment variable by which a build names such a file to the processes that it starts."""


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
        """Decode what `to_json` encoded. Raise msgspec.DecodeError."""
        return cls(msgspec.json.decode(content, type=list[Language], dec_hook=_decode))

    @property
    def digest(self) -> str:
        """The SHA-256 digest of the languages' JSON, in hexadecimal."""
        return hashlib.sha256(self.to_json()).hexdigest()


def load_languages(folder: Path | None = None) -> Languages:
    """Load the shipped languages and those of a corpus's folder, which may be missing.

    Raise CorpusError, naming file and key.
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
    """Return a table updated with the keys of another; tables in both are merged."""
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
    """Return the languages in use here: the shipped ones, unless VARIABLE names or a caller activated others."""
    global _active  # noqa: PLW0603 - texts are analyzed in thousands of places, all of them alike
    if _active is None:
        file = os.environ.get(VARIABLE)
        _active = Languages.from_json(Path(file).read_bytes()) if file else load_languages()
    return _active


def activate(languages: Languages) -> None:
    """Use these languages in this process from now on."""
    global _active  # noqa: PLW0603 - as above
    if languages != _active:
        _active = languages
        for clear in _caches:
            clear()


@contextlib.contextmanager
def shared_languages() -> Iterator[None]:
    """Pass the languages in use to the processes started in this context, through a temporary file."""
    with tempfile.NamedTemporaryFile(suffix=LANGUAGES_FILE) as file:
        file.write(active_languages().to_json())
        file.flush()
        os.environ[VARIABLE] = file.name
        try:
            yield
        finally:
            del os.environ[VARIABLE]


def language_cache(maxsize: int | None = None) -> Callable[[Cached], Cached]:
    """Return a decorator like `lru_cache` for a function of the languages in use: activating others clears it."""

    def decorate(function: Cached) -> Cached:
        cached = lru_cache(maxsize)(function)
        _caches.append(cached.cache_clear)
        return cast(Cached, cached)

    return decorate


def language(code: str) -> Language:
    """Return the language in use with this code, or an empty one with this code where there is none."""
    return active_languages().get(code) or Language(code=code, name=code)


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of these words or expressions, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True)) or "(?!)"


@language_cache()
def stopword_languages() -> Words:
    """Return the codes of the languages in Latin script that have stop words; other scripts tell theirs at once."""
    return tuple(code for code, each in active_languages().items() if each.stopwords and not each.detection.script)


@language_cache()
def distinguishes_accents(code: str) -> bool:
    """Return whether a language distinguishes words by their accents."""
    return language(code).distinguishes_accents
