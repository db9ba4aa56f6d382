"""TOML files of the corpus, read with messages that the people who edit them can act on."""

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file, with its path for error messages.

    Every accessor raises CorpusError, naming that place, the key and the remedy.
    """

    where: str
    content: Mapping[str, object]

    def error(self, problem: str) -> CorpusError:
        """Return the error to raise for this table."""
        return CorpusError(f"{self.where}: {problem}")

    def refuse_keys_beyond(self, known: Iterable[str]) -> None:
        """Raise CorpusError if the table has a key that is not among the known ones."""
        allowed = sorted(known)
        for key in self.content:
            if key not in allowed:
                raise self.error(f"unknown key {key!r}; correct or remove it (known: {', '.join(allowed)})")

    def text(self, key: str) -> str:
        """Return the text under a key that must be there and not blank."""
        value = self.optional_text(key)
        if value is None:
            raise self.error(f'{key!r} is missing; add {key} = "…"')
        return value

    def optional_text(self, key: str) -> str | None:
        """Return the text under a key, without surrounding white space, or None if the key is absent."""
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key!r} must be a text in quotation marks that is not blank, or left out")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key, empty if the key is absent."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f'{key!r} must be a list of texts that are not blank, such as ["…", "…"]')
        return tuple(item.strip() for item in value)

    def number(self, key: str) -> int | None:
        """Return the whole number under a key, or None if the key is absent."""
        value = self.content.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(f"{key!r} must be a whole number without quotation marks")
        return value

    def date(self, key: str) -> datetime.date:
        """Return the day under a key that must be there."""
        value = self.content.get(key)
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            raise self.error(f"{key!r} must be a day without quotation marks, such as {key} = 2024-05-31")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return the truth value under a key."""
        value = self.content.get(key, default)
        if not isinstance(value, bool):
            raise self.error(f"{key!r} must be true or false, without quotation marks")
        return value

    def table(self, key: str) -> "TomlTable":
        """Return the table under a key that must be there."""
        value = self.content.get(key)
        if not isinstance(value, dict):
            raise self.error(f"the table {key!r} is missing; add it")
        return TomlTable(f"{self.where}, {key}", value)

    def tables(self, key: str) -> tuple["TomlTable", ...]:
        """Return the blocks [[key]] in their order, each named by its place; empty if there are none."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f"{key!r} must be written as blocks that start with [[{key}]]")
        return tuple(TomlTable(f"{self.where}, {key} {place}", item) for place, item in enumerate(value, start=1))

    def named(self, key: str) -> "TomlTable":
        """Return the same table, placed by the text under `key` instead of its number."""
        place = self.where.rsplit(" ", 1)[0]
        return TomlTable(f"{place} {self.text(key)!r}", self.content)


def read_toml(path: Path) -> TomlTable:
    """Return a whole TOML file as one table. Raises CorpusError if there is no such file or it is not TOML in UTF-8."""
    try:
        return TomlTable(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}); put the corpus's {path.name} there") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not in UTF-8; save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: not valid TOML: {error}") from error
