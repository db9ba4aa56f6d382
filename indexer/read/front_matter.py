"""The data at the head of a Markdown file: YAML, TOML, or Pandoc's title block. It describes the text and is none."""

import re
import tomllib
from dataclasses import dataclass

from indexer.read.charset import clean

MAX_LINES = 500  # of the data at the head of a file
_YAML_LINE = re.compile(r"\s*(?:#.*|-(?:\s.*)?|[\w .-]+:(?:\s.*)?|\s+\S.*)?$")
_YAML_VALUE = re.compile(r"(?P<key>[\w-]+):\s*(?P<value>.*)$")
_COMMENT = re.compile(r"\s+#.*$")
_NAMES = {
    "title": ("title",),
    "date": ("date", "published", "issued", "publishdate"),
    "language": ("lang", "language", "locale"),
    "author": ("author", "authors", "creator", "by"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says about it; None for what it does not say."""

    title: str | None = None
    date: str | None = None
    language: str | None = None
    author: str | None = None


def split_front_matter(source: str) -> tuple[FrontMatter, str]:
    """Return the data at the head of a text and the text, in which blank lines stand for the data."""
    lines = source.split("\n")
    opening = lines[0].rstrip()
    if opening in ("---", "+++"):
        closings = ("---", "...") if opening == "---" else ("+++",)
        end = next((at for at in range(1, min(len(lines), MAX_LINES)) if lines[at].rstrip() in closings), None)
        if end is None:
            return FrontMatter(), source
        found = _yaml(lines[1:end]) if opening == "---" else _toml(lines[1:end])
    else:
        end, found = _title_block(lines)
    if found is None:
        return FrontMatter(), source
    return _front_matter(found), "\n".join([""] * (end + 1) + lines[end + 1 :])


def _yaml(lines: list[str]) -> dict[str, str] | None:
    """Return the values on one line each, and the first of each list; None where the lines are no YAML."""
    if not any(_YAML_VALUE.match(line) for line in lines) or not all(_YAML_LINE.match(line) for line in lines):
        return None
    found: dict[str, str] = {}
    key = ""
    for line in lines:
        if match := _YAML_VALUE.match(line):
            key = match["key"].lower()
            found.setdefault(key, _scalar(match["value"]))
        elif key and not found[key] and line.strip():
            found[key] = _scalar(line.strip().removeprefix("- "))
    return found


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_scalar(part) for part in value[1:-1].split(","))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return "" if value in ("|", ">", "|-", ">-", "~", "null") else _COMMENT.sub("", value)


def _toml(lines: list[str]) -> dict[str, str] | None:
    try:
        found = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return {
        key.lower(): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in found.items()
        if not isinstance(value, dict)
    }


def _title_block(lines: list[str]) -> tuple[int, dict[str, str] | None]:
    """Return the last line of a title block and its title, author and date, one on each line after a %."""
    block = []
    for line in lines[:3]:
        if not line.startswith("% "):
            break
        block.append(line[2:].strip())
    return len(block) - 1, dict(zip(("title", "author", "date"), block, strict=False)) if block else None


def _front_matter(found: dict[str, str]) -> FrontMatter:
    values = {
        field: next((text for name in names if (text := clean(found.get(name, "")))), None)
        for field, names in _NAMES.items()
    }
    return FrontMatter(**values)
