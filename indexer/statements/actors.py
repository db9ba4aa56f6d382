"""Actors: the words for governments, employers, workers and organizations, and whether one is a verb's subject."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from indexer.corpus.toml_file import read_toml
from indexer.records.statement import ActorGroup
from indexer.statements.folding import lower_same_length

_PARTS = re.compile(r",\s+|\s+[–—-]\s+|\s*\)\s*")
_BEFORE_HEAD = re.compile(
    r"\W*(?:\d+\.?\s+|\([a-z0-9]+\)\s*)?(?:(?:and|or|y|e|et|ou|that|que|as|both|however|moreover|furthermore|also"
    r"|asimismo|además|so|but|pero|mais)\s+)*"
)
_PREPOSITIONS = frozenset(
    """of by for with in from on to at under within between among through during after before about against towards
    de del por para con en desde sobre entre según hacia durante ante
    du des par pour avec dans sur sous entre selon vers pendant chez à aux au""".split()
)
_GENITIVE = frozenset("of de del du des".split())
_CAPITALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]+|[A-Z]{2,})(?:\s+(?:and|of|the|y|et|de|du|la|[A-ZÀ-ÖØ-Þ][\w’'.-]*))*")
_FUNCTION = re.compile(
    r"(?:In|On|At|By|For|With|From|As|To|Of|After|Before|During|Since|Although|However|En|Por|Para|Con|Dans|Pour|Avec"
    r"|This|That|These|Those|It|There|Here|What|Which|When|Where|While|If|He|She|One|Such|Some|Many|Most|All|Each|Every|"
    r"Women|Men|Girls|Children|People|Workers|Esto|Este|Esta|Estos|Estas|Ello|Ce|Cela|Ceci|Cette|Ces|Il|Elle|On)\b"
)
RELATIVE = re.compile(
    r"[\s,]*\b(?:that|which|who|que|qui|quien|quienes|cual|cuales)\s*(?:also|también|aussi|se|y)?\s*$", re.IGNORECASE
)
_COMPANY = re.compile(
    r"(?<=\w),?\s+(?:in (?:close |full )?(?:collaboration|cooperation|coordination|partnership|consultation) with"
    r"|together with|along with|jointly with|with (?:the )?(?:support|assistance|help) (?:of|from)|through|à travers"
    r"|en (?:étroite )?collaboration avec|avec l['’](?:appui|aide)|en (?:colaboración|coordinación) con|junto con"
    r"|a través de|con el apoyo de|em (?:colaboração|parceria) com|por meio de|phối hợp với|cùng với)\b[^;:,]*,?\s*$",
    re.IGNORECASE,
)
"""The partners of the subject, or its instruments."""
_FINITE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|es|son|fue|fueron|era|eran|ha|han|est|sont|était|étaient|a|ont)\s"
    r"(?!.*\b(?:and|or|but|y|e|o|pero|et|ou|mais)\b)"
)
"""The subject's finite verb, without a second one that "and" coordinates."""
_VERB_ENDS = ("ed", "ing", "ó", "aron", "ieron", "ando", "iendo")
_ARTICLE = re.compile(r"(?:the|la|le|les|el|los|las|l['’])\s*(?=[A-ZÀ-ÖØ-Þ])", re.IGNORECASE)
_AUXILIARIES = frozenset(
    "has have had also then now formally recently subsequently ha han había a ont avait plus".split()
)
_ABBREVIATION = re.compile(r"^\s*\([A-Z][\w-]*\)?")
_MAX_DISTANCE = 8
"""More words between an actor and a verb usually hold another verb."""
_AND = re.compile(r"\b(?:and|or|y|e|et|ou)\b")
_MAX_MODIFIERS = 4
"""How many words may precede an actor that is the subject: an article, adjectives."""


@dataclass(frozen=True, slots=True)
class SubjectMatcher:
    """Recognizes the subject of a verb: an actor, a programme that actors carry out, or a pronoun."""

    actors: re.Pattern[str]
    programmes: re.Pattern[str]
    pronouns: re.Pattern[str]

    def matches(self, kind: str, before: str) -> bool:
        """Return whether the words before a verb have a subject of this kind."""
        if kind == "any":
            return True
        before = without_company(before)
        others = {"programme": self.programmes, "agent": self.pronouns}.get(kind)
        return self._has(self.actors, before) or (others is not None and self._has(others, before))

    def _has(self, heads: re.Pattern[str], before: str) -> bool:
        if relative := RELATIVE.search(before):
            return self._is_antecedent(heads, lower_same_length(before[: relative.start()]))
        found = enumerate(split_clauses(before))
        return any(
            self._starts_with(heads, part) or (heads is self.actors and _is_name(part, is_first=not index))
            for index, part in found
        )

    def _is_antecedent(self, heads: re.Pattern[str], before: str) -> bool:
        """Return whether the antecedent of "which" is one of the heads, and not a complement of another noun."""
        words = before.split()[-2 * _MAX_MODIFIERS :]
        tail = " ".join(words)
        return any(
            not _PREPOSITIONS & set(tail[: match.start()].split()[-3:])
            and not (_PREPOSITIONS - _GENITIVE) & set(tail[match.end() :].split())
            and not _FINITE_VERB.search(tail + " ", match.end())
            for match in heads.finditer(tail)
        )

    def is_programme(self, name: str) -> bool:
        """Return whether a name is that of a programme, such as a survey, and not of an actor."""
        lower = lower_same_length(name)
        return self.programmes.search(lower) is not None and self.actors.search(lower) is None

    def begins_with_actor(self, part: str) -> bool:
        """Return whether the first noun of a part is an actor."""
        return self._starts_with(self.actors, part)

    def _starts_with(self, heads: re.Pattern[str], part: str) -> bool:
        """Return whether one of the heads is the first noun of the part, after at most an article and adjectives."""
        lower = lower_same_length(part)
        lead = _BEFORE_HEAD.match(lower)
        rest = lower[lead.end() :] if lead else lower
        for match in heads.finditer(rest):
            words = rest[: match.start()].split()
            if len(words) > _MAX_MODIFIERS or _PREPOSITIONS & set(words):
                return False
            is_object = heads is self.actors and self.programmes.search(rest, 0, match.start()) is not None
            if not is_object and not any(word.endswith(_VERB_ENDS) for word in words[1:]):
                between = rest[match.end() :]
                too_far = len(between.split()) > _MAX_DISTANCE and not _AND.search(between)
                return not too_far and not _FINITE_VERB.search(between)
        return False


def without_company(before: str) -> str:
    """Return the words before a verb without the partners of the subject, if these are at the end."""
    company = _COMPANY.search(before)
    return f"{before[: company.start()]} " if company else before


def split_clauses(text: str) -> Iterator[str]:
    """Yield the parts between commas, dashes and brackets, in order."""
    yield from (part for part in _PARTS.split(text) if part.strip())


def _is_name(part: str, *, is_first: bool) -> bool:
    """Return whether the part is a capitalized name, and more than the first word of a sentence."""
    return name_in(part, is_first=is_first) is not None


def name_in(part: str, *, is_first: bool) -> tuple[int, int] | None:
    """Return where the name is that is all of a part but an article, an abbreviation and auxiliaries, or None."""
    lead = _BEFORE_HEAD.match(part)
    rest = part[lead.end() :] if lead else part
    article = _ARTICLE.match(rest)
    rest = rest[article.end() :] if article else rest
    name = _CAPITALS.match(rest)
    if not name or _FUNCTION.match(rest):
        return None
    is_name = name.group().isupper() or " " in name.group() or not is_first or article is not None
    tail = _ABBREVIATION.sub("", rest[name.end() :]).strip().lower()
    start = len(part) - len(rest)
    return (start, start + name.end()) if is_name and all(word in _AUXILIARIES for word in tail.split()) else None


def compile_heads(heads: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, as whole words in lower case; `*` stands for the rest of a word."""
    ordered = sorted({lower_same_length(head) for head in heads}, key=len, reverse=True)
    choices = "|".join(re.escape(head).replace(r"\*", r"[\w-]*") for head in ordered)
    return re.compile(rf"(?<![\w-])(?:{choices or '(?!)'})(?![\w-])")


ACTORS_FILE = "actors.toml"


class _Heads(Struct, frozen=True, forbid_unknown_fields=True):
    heads: tuple[str, ...] = ()


class _Group(Struct, frozen=True, forbid_unknown_fields=True):
    name: ActorGroup
    heads: tuple[str, ...] = ()


class _ActorsFile(Struct, frozen=True, forbid_unknown_fields=True):
    programme: _Heads
    pronoun: _Heads
    group: tuple[_Group, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """The heads of actors' names by group, in the order in which groups are tried, and the subject matcher."""

    groups: tuple[tuple[ActorGroup, re.Pattern[str]], ...]
    subjects: SubjectMatcher


EMPTY_LEXICON = ActorLexicon((), SubjectMatcher(*(compile_heads(()) for _ in range(3))))
"""The lexicon of a corpus that has none."""


def load_actors(folder: Path) -> ActorLexicon:
    """Read the lexicon of a folder of rules, empty where there is none. Raise CorpusError where it is malformed."""
    path = folder / ACTORS_FILE
    if not path.is_file():
        return EMPTY_LEXICON
    file = read_toml(path, _ActorsFile)
    heads = [head for group in file.group for head in group.heads]
    subjects = SubjectMatcher(*(compile_heads(each) for each in (heads, file.programme.heads, file.pronoun.heads)))
    return ActorLexicon(tuple((group.name, compile_heads(group.heads)) for group in file.group), subjects)
