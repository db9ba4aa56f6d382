"""The names in the documentation: settings, commands with their options, make targets and URLs of the service."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.settings import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "corpus").glob("*/README.md")])
"""The pages that must agree with the code."""

_SETTING = re.compile(r"\bVERBATIM_[A-Z_]*[A-Z]\b")
_PROGRAM = re.compile(
    r"(?:python -m (?P<module>[a-z][a-z.]*)|(?:^|[;&]\s*|/bin/)(?P<command>verbatim)\b(?!-))(?P<rest>[^|;&#>]*)"
)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_TARGET = re.compile(r"(?:^|[;&(]\s*)make((?:\s+[A-Z]+=\S+)*)\s+(?P<target>[a-z-]+)", re.MULTILINE)
_LOCAL = re.compile(r"https?://(?:127\.0\.0\.1|localhost):8000(?P<address>/[^\s\"'`]*)?")
_PATHS_OF_FILES = ("/app", "/etc", "/opt", "/path", "/srv", "/tmp", "/var")  # noqa: S108 - words to be recognized


@dataclass(frozen=True, slots=True)
class Call:
    """A program of ours as the documentation calls it: its module, its first word if any, its options."""

    program: str
    command: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code and the name of its language."""

    language: str
    content: str


def settings(text: str) -> set[str]:
    """The variables of ours that a text names anywhere."""
    return set(_SETTING.findall(text))


def fences(text: str) -> list[Fence]:
    """The fenced and indented blocks of a text, continued lines put together."""
    blocks = [token for token in MarkdownIt().parse(text) if token.type in ("fence", "code_block")]
    return [Fence(token.info.strip(), re.sub(r"\\\n\s*", "", token.content)) for token in blocks]


def code(text: str) -> list[str]:
    """Return the lines of code of a text, without data (JSON and TOML)."""
    inline = [
        child.content for child in _inline(MarkdownIt().enable("table").parse(text)) if child.type == "code_inline"
    ]
    lines = chain.from_iterable(fence.content.splitlines() for fence in fences(text) if fence.language in ("", "sh"))
    return [*inline, *lines]


def _inline(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def calls(text: str) -> list[Call]:
    """The programs of ours that a text calls."""
    found = []
    for line in code(text):
        for match in _PROGRAM.finditer(line):
            words = match["rest"].split()
            command = words[0] if words and re.fullmatch(r"[a-z]+", words[0]) else ""
            found.append(Call(match["module"] or match["command"], command, tuple(_OPTION.findall(match["rest"]))))
    return found


def bare_options(text: str) -> set[str]:
    """The options that a text names without their program: code that starts with one."""
    return {line.split()[0] for line in code(text) if _OPTION.match(line)}


def targets(text: str) -> set[str]:
    """The targets of make that a text names."""
    return {match["target"] for line in code(text) for match in _TARGET.finditer(line)}


def addresses(text: str) -> set[str]:
    """The addresses of the service that a text names, from their first slash; placeholders are kept."""
    lines = code(text)
    local = {match["address"] or "/" for line in lines for match in _LOCAL.finditer(line)}
    bare = {line.removeprefix("GET ") for line in lines if re.match(r"(GET )?/[^\s]*$", line)}
    return local | {address for address in bare if not address.startswith(_PATHS_OF_FILES)}
