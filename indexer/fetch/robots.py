"""What a host's robots.txt allows, as the Robots Exclusion Protocol (RFC 9309) says.

The standard library's parser takes the first rule that fits and knows no wildcards; the protocol wants the longest,
with `*` and `$`.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

LARGEST = 500 * 1024
"""How many bytes of a robots.txt are read, as the protocol asks at least."""

_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


@dataclass(frozen=True, slots=True)
class Rule:
    """Allows or forbids the paths that fit a pattern."""

    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one crawler on one host, and the seconds that it shall wait between requests."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allow(self, target: str) -> bool:
        """Whether the path, with its query, may be fetched: the longest rule that fits decides; allowing wins ties."""
        target = _canonical(target)
        if target == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if _fits(rule.pattern, target)]
        return max(((len(rule.pattern), rule.allows) for rule in fitting), default=(0, True))[1]


ALL_ALLOWED = Robots()


def parse_robots(text: str, product: str) -> Robots:
    """The rules of the groups that name this product, else of those for all."""
    groups = list(_groups(text))
    named = [group for group in groups if product.lower() in group.agents]
    chosen = named or [group for group in groups if "*" in group.agents]
    delays = [group.delay for group in chosen if group.delay is not None]
    return Robots(tuple(rule for group in chosen for rule in group.rules), max(delays, default=None))


@dataclass(frozen=True, slots=True)
class _Group:
    agents: frozenset[str]
    rules: tuple[Rule, ...]
    delay: float | None


def _groups(text: str) -> Iterator[_Group]:
    """The groups of a file: lines that name agents, then the rules for them."""
    agents: set[str] = set()
    rules: list[Rule] = []
    delay: float | None = None
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            if in_rules:
                yield _Group(frozenset(agents), tuple(rules), delay)
                agents, rules, delay, in_rules = set(), [], None, False
            agents.add(_product(value))
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                rules.append(Rule(_canonical(value), key == "allow"))
        elif key == "crawl-delay":
            in_rules = True
            delay = _seconds(value)
    yield _Group(frozenset(agents), tuple(rules), delay)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines that say something, as (key in lower case, value)."""
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.split("#", maxsplit=1)[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _product(agent: str) -> str:
    """The name in a user agent, in lower case, without its version."""
    return "*" if agent.startswith("*") else agent.split("/", maxsplit=1)[0].strip().lower()


def _seconds(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII) else None


def _canonical(path: str) -> str:
    """The path in one way of writing it: escapes in capitals and only where needed."""

    def escape(found: re.Match[str]) -> str:
        character = chr(int(found[0][1:], 16))
        return character if character in _UNRESERVED else found[0].upper()

    return _ESCAPED.sub(escape, quote(path, safe=string.punctuation))


def _fits(pattern: str, target: str) -> bool:
    """Whether the pattern, in which * is anything and a final $ the end, fits the target from its start.

    Each piece between stars is found as early as it can be, so that no pattern takes long.
    """
    whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not whole or at == len(target)
    last = pieces.pop() if whole else ""
    for piece in pieces:
        found = target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(target) - len(last) >= at and target.endswith(last)
