"""TOML files of the corpus, decoded strictly into structs, with messages that the people who edit them can act on."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from indexer.errors import CorpusError

T = TypeVar("T")

_DATES = (datetime.date, datetime.datetime, datetime.time)
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_QUOTED = re.compile(r"`([^`]*)`|'(.*)'")
_NAMING_KEYS = ("id", "slug", "chain", "name")
"""The keys by which messages name a block; one without any of them is counted, from 1."""

_EXPECTED = {
    "str": "a text in quotation marks that is not blank",
    "int": "a whole number without quotation marks",
    "float": "a number of 0 or more without quotation marks, such as 0.6",
    "bool": "true or false, without quotation marks",
    "date": "a day without quotation marks, such as 2024-05-31",
    "array": 'a list of texts that are not blank, such as ["…", "…"]',
    "object": "a table of keys and values",
}


def read_toml(path: Path, kind: type[T]) -> T:
    """Return a whole file as this type. Raise CorpusError, naming file, block, key and remedy."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}); put the corpus's {path.name} there") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not in UTF-8; save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: not valid TOML: {error}") from error
    return decode(content, kind, path.name)


def decode(content: object, kind: type[T], where: str) -> T:
    """Return a part of a file, which `where` names, as this type. Raise CorpusError as `read_toml` does."""
    try:
        return msgspec.convert(_stripped(content), kind, builtin_types=_DATES)
    except msgspec.ValidationError as error:
        raise CorpusError(_message(str(error), content, kind, where)) from error


def block_name(block: Mapping[str, object], number: int) -> str:
    """Return how messages call a block: by the text under a key that names it, else by its number."""
    return next((repr(block[key]) for key in _NAMING_KEYS if isinstance(block.get(key), str)), str(number))


def raise_first(problems: Iterable[str], where: str) -> None:
    """Raise CorpusError with the first of the problems of a block, which `where` names; do nothing without any."""
    for problem in problems:
        raise CorpusError(f"{where}: {problem}")


def _stripped(value: object) -> object:
    """Return a value with its texts stripped; a blank one becomes UNSET, which no field accepts."""
    match value:
        case str():
            return value.strip() or msgspec.UNSET
        case list():
            return [_stripped(item) for item in value]
        case dict():
            return {key: _stripped(item) for key, item in value.items()}
    return value


def _message(error: str, content: Any, kind: Any, where: str) -> str:
    """Return a validation error of msgspec as block, key and what to write instead."""
    problem, _, path = error.partition(" - at `$")
    steps = [(name, place) for name, place in _STEP.findall(path)]
    where, key = _place(steps, content, where)
    at = _type_at(steps, inspect.type_info(kind))
    what = "".join(_QUOTED.findall(problem)[0])
    if problem.startswith("Object") and key:
        where = f"{where}, {key}"
    if problem.startswith("Object missing"):
        return f"{where}: {what!r} is missing; add it"
    if problem.startswith("Object contains"):
        known = ", ".join(sorted(field.encode_name for field in at.fields))
        return f"{where}: unknown key {what!r}; correct or remove it (known: {known})"
    if problem.startswith("Invalid enum"):
        return f"{where}: {key} is {what!r}; write one of {', '.join(at.values)}"
    if isinstance(getattr(at, "item_type", None), inspect.StructType):
        return f"{where}: {key!r} must be written as blocks that start with [[{key}]]"
    is_item = bool(steps) and steps[-1][1].isdigit()
    subject = "every value" + (f" of {key!r}" if key else "") if ("", "...") in steps else repr(key)
    return f"{where}: {subject} must be {_EXPECTED['array' if is_item else what.split(' ')[0]]}"


def _place(steps: Sequence[tuple[str, str]], value: Any, where: str) -> tuple[str, str]:
    """Return the block that a path leads to, in words, and the key there."""
    key = ""
    for name, place in steps:
        if place.isdigit() and isinstance(value, list) and isinstance(value[int(place)], dict):
            value = value[int(place)]
            where, key = f"{where}, {key} {block_name(value, int(place) + 1)}", ""
        elif name:
            where = f"{where}, {key}" if key else where
            key, value = name, value.get(name)
    return where, key


def _type_at(steps: Sequence[tuple[str, str]], kind: Any) -> Any:
    """Return msgspec's description of the type at the end of a path."""
    for name, place in steps:
        if name:
            kind = next(field.type for field in kind.fields if field.encode_name == name)
        else:
            kind = kind.value_type if place == "..." else kind.item_type
        if isinstance(kind, inspect.UnionType):
            kind = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
    return kind
