"""Find the actors of a statement: who decides, plans or is called upon, in the document's words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.records.statement import Actor, ActorGroup
from indexer.statements.abbreviations import resolve
from indexer.statements.actors import RELATIVE, ActorLexicon, name_in, split_clauses, without_company
from indexer.statements.classify import PASSIVE, Classification
from indexer.statements.folding import lower_same_length

_LEFT = re.compile(r"(?:(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|[A-Z]{2,}|[Nn]ational|[Ff]ederal|[Ll]ocal|[Rr]egional|[Jj]oint)\s+)+$")
_NAME = r"(?!The\b|In\b|No\b|Convention|Recommendation|Protocol|Conferenc)[A-ZÀ-ÖØ-Þ][\w’'-]*"
_RIGHT = re.compile(
    rf"(?:\s+(?:of|for|on|de|del|des|du|d['’]|pour|à)(?:\s+(?:the|la|las|los|l['’]))?\s*{_NAME}"
    rf"|(?:\s+|,\s+|\s+and\s+|\s+y\s+|\s+et\s+){_NAME}(?!,? the\b))+"
)
_OF = re.compile(rf"\s+(?:of|for|de|del|du|des|de la|d['’])(?:\s+the)?\s*{_NAME}(?:\s+{_NAME})*")
_LOWER_RIGHT = re.compile(r"\s+of (?:the )?[a-z]+|\s+(?:del?|du) [a-zà-ÿ]+")
_ARTICLE = re.compile(
    r"(?:While|Since|When|Where|Although|Whereas|However|Moreover|Abstract|Un|Une|The|A|An|This|These|In|By|El|La|Los|Las"
    r"|Le|Les|All|Both|Each|Our|As|And)\s+"
)
_MAX_ANTECEDENT_WORDS = 6
"""How many words before "which" may hold its antecedent."""
_AGENT = re.compile(r"\b(?:by|por|par)\s+")
_PRONOUN = re.compile(r"\W*(?:\S+\s+){0,6}?(?:they|it|he|she|ellos|ils|elles|il|elle)\b")
_ITEM = re.compile(r"\W*\(?[a-z0-9]{1,3}[.)]\s*$")
_OBLIQUE = re.compile(
    r"\b(?:of|for|with|within|in|at|from|to|against|under|between|among|de|del|para|con|en|des|du|pour|avec|dans|à|aux?)"
    r"\s+(?:the|a|an|all|its|their|la|las|los|el|le|les|l['’])?\s*(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_WORK_BY = re.compile(
    r"\W*(?:[\w-]+ ){0,3}(?:work|efforts?|action|actions|collaboration|investments?) by\s+", re.IGNORECASE
)
"""A subject that is the work of an actor: "Continued work by the City"."""
_SUBORDINATE = re.compile(
    r"\W*(?:Once|When|After|While|As|If|Although|Since|Because|Before|Until|Cuando|Aunque|Lorsque|Quand|Après|Bien|Khi|Sau)\b"
)
"""A sentence that begins with another clause, whose subject is not that of the verb."""
_REPORTED = re.compile(
    r"^.*\b(?:notes?|noted|learned|learnt|said|says|stated|states|informed|indicated|indicates|recalls?|recalled|reported|reports"
    r"|added|believes|explained|observed|señala|señaló|indicó|informó|indique|a indiqué|a noté|souligne|précise)"
    r" (?:that|que) "
)
"""Who says it is not who does it: "The Inspector learned that the Office will open"."""
_LATER_AGENT = re.compile(r"(?:\s+\w+)?\s+(?:be|être|ser)\s+(?:[\w-]+\s+){1,4}?(?:by|par|por)\s+")
"""A passive that depends on the verb: "should be led by"."""
_AGENT_NAME = re.compile(
    r"(?:the |la |le |les |el |los |las |l['’])?([A-ZÀ-ÖØ-Þ][\w’'&-]*(?:\s[A-ZÀ-ÖØ-Þ][\w’'&-]*)*\s?)"
)
_NO_AGENT = re.compile(
    r"\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LAST_PRONOUN = re.compile(
    r"\b(?:it|they|he|she|il|elle|ils|elles)\s*(?:also|then|now|has|have|had|a|ont)?\s*$", re.IGNORECASE
)
_POSSESSIVE = ("’s", "'s")
_MAX_SUBJECT_WORDS = 6
_LISTED = re.compile(r"\b(?:and|or|y|e|et|ou|as well as|así como|ainsi que)\b", re.IGNORECASE)
_DEPENDS = re.compile(r"\b(?:of|for|de|del|des|du|pour)\b|['’,]")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name's characters in a text, the end of the noun that makes it an actor's, and its group."""

    start: int
    end: int
    head_end: int
    group: ActorGroup


def find_actors(text: str, classification: Classification, before: str, lexicon: ActorLexicon) -> tuple[Actor, ...]:
    """Return the actors of a statement in order, each once.

    They are the subject of the verb, or with a passive those named after "by"; where the subject is a pronoun or
    missing (an item of a list), the subject of the sentence `before`.
    """
    matched = lower_same_length(text[classification.start : classification.end])
    if PASSIVE.search(matched):
        for agent in _AGENT.finditer(text, max(0, classification.end - 4)):
            found = _agents(text, agent.end(), lexicon)
            if found:
                return _unique(found)
    elif later := _LATER_AGENT.match(text, classification.end):
        return _unique(_agents(text, later.end(), lexicon))
    clause = re.split(r"[;:]\s", text[: classification.start])[-1]
    subject = without_company(_REPORTED.sub("", clause))
    if work := _WORK_BY.match(subject):
        return _unique(_agents(subject, work.end(), lexicon))
    if relative := RELATIVE.search(subject):
        tail = " ".join(subject[: relative.start()].split()[-_MAX_ANTECEDENT_WORDS:])
        return _unique(
            [actor for actor, mention in _mentions(tail, lexicon) if not _OBLIQUE.search(tail[: mention.start])]
        )
    last = (list(split_clauses(subject)) or [""])[-1]
    is_after_clause = _SUBORDINATE.match(subject) is not None and not lexicon.subjects.begins_with_actor(last)
    found = (_named_subject(subject) if is_after_clause else []) or _subjects(subject, lexicon)
    found = found or _named_subject(subject)
    is_participle = subject.rstrip().endswith(",") and matched.partition(" ")[0].endswith("ing")
    if not found and (is_participle or _LAST_PRONOUN.search(subject)):
        found = _main_subject(subject, lexicon)
    is_completion = classification.end == 0 and not classification.rule.endswith("-list")
    is_start = not subject.strip() and text[:1].islower()
    is_item = is_completion or is_start or _ITEM.match(lower_same_length(subject)) is not None
    if not found and before and (is_item or _PRONOUN.match(lower_same_length(subject))):
        found = _subjects(before, lexicon)
    if not found and before and is_item:
        found = [actor for actor, _ in _mentions(before, lexicon)]
    return _unique(found)


_FIRST_PERSON = frozenset("we nous nosotros nós chúng tôi our".split())


def resolve_actors(
    actors: Iterable[Actor], publisher: str, abbreviations: Mapping[str, str], lexicon: ActorLexicon
) -> tuple[Actor, ...]:
    """Return the actors with the document's abbreviations written out, and the publisher for "we".

    An abbreviation of a programme or survey names no actor.
    """
    resolved = []
    for actor in actors:
        is_we = actor.name.lower() in _FIRST_PERSON
        name = publisher if is_we and publisher else resolve(actor.name, abbreviations)
        group = actor.group
        if name != actor.name and not is_we and lexicon.subjects.is_programme(name):
            continue
        if name != actor.name and (known := _mentions(name, lexicon)) and (is_we or group == "other"):
            group = known[0][0].group
        resolved.append(Actor(name, group))
    return _unique(resolved)


def actors_named(names: Iterable[str], lexicon: ActorLexicon) -> tuple[Actor, ...]:
    """Return names as actors, each with the group of the first word that tells it."""
    found = ((name, _mentions(name, lexicon)) for name in names)
    return _unique([Actor(name, mentions[0][0].group if mentions else "other") for name, mentions in found])


def _agents(text: str, start: int, lexicon: ActorLexicon) -> list[Actor]:
    """Return the actors right after "by", or the capitalized name there."""
    found = _coordinated_actors(text, start, lexicon)
    name = _AGENT_NAME.match(text, start)
    return found or ([Actor(name[1].strip(), "other")] if name and not _NO_AGENT.match(name[1]) else [])


def _named_subject(subject: str) -> list[Actor]:
    """Return the capitalized name that is the subject, such as an abbreviation, though no word says what it is."""
    parts = list(split_clauses(subject))
    name = name_in(parts[-1], is_first=len(parts) == 1) if parts else None
    return [Actor(parts[-1][slice(*name)], "other")] if name else []


def _main_subject(subject: str, lexicon: ActorLexicon) -> list[Actor]:
    """Return the actors that begin a sentence, that a pronoun before the verb replaces."""
    for part in split_clauses(subject):
        words = part.split()
        beginnings = (" ".join(words[:count]) for count in range(1, _MAX_SUBJECT_WORDS + 1))
        if any(map(lexicon.subjects.begins_with_actor, beginnings)):
            return [actor for actor, _ in _mentions(part, lexicon)[:1]]
    return []


def _coordinated_actors(text: str, start: int, lexicon: ActorLexicon) -> list[Actor]:
    """Return the actors that follow one another from `start`: "the Ministry, the unions and the employers"."""
    actors: list[Actor] = []
    end = start
    for actor, mention in _mentions(text, lexicon, start):
        if len(text[end : mention.start].split()) > 4:  # noqa: PLR2004 - "and the three largest" separates two names
            break
        actors.append(actor)
        end = mention.end
    return actors


def _subjects(text: str, lexicon: ActorLexicon) -> list[Actor]:
    """Return the actors in the subject of a text: the last part between commas that begins with one, with its list.

    An actor that depends on another word through "of" or "with" is not among them.
    """
    mentions = _mentions(text, lexicon)
    found: list[Actor] = []
    end = len(text)
    for part in reversed(list(split_clauses(text))):
        start = text.rindex(part, 0, end)
        here = [(actor, mention) for actor, mention in mentions if start <= mention.start < end]
        end = start
        if not lexicon.subjects.begins_with_actor(part):
            if found:
                break
            continue
        here = [each for each in here if not each[0].name.endswith(_POSSESSIVE)]
        free = [actor for actor, mention in here if not _OBLIQUE.search(text[start : mention.start])]
        is_last = not found
        found = [*(free or [actor for actor, _ in here[:1]]), *found]
        if is_last and not _LISTED.search(part):
            break
    return found


def _mentions(text: str, lexicon: ActorLexicon, start: int = 0) -> list[tuple[Actor, _Mention]]:
    """Return the actors that a text names from `start`, with their full names."""
    lower = lower_same_length(text)
    heads = sorted(
        (
            (match.start(), -match.end(), rank, group)
            for rank, (group, pattern) in enumerate(lexicon.groups)
            for match in pattern.finditer(lower, start)
        )
    )
    mentions: list[_Mention] = []
    for low, minus_high, _, group in heads:
        high = -minus_high
        if mentions and low < mentions[-1].end:
            if low >= mentions[-1].head_end and not _DEPENDS.search(text, mentions[-1].start, low):
                mentions[-1] = replace(mentions[-1], group=_head_group(mentions[-1].group, group), head_end=high)
            continue
        if mentions and not text[mentions[-1].end : low].strip():
            mentions[-1] = _Mention(
                mentions[-1].start, _name_end(text, low, high), high, _head_group(mentions[-1].group, group)
            )
            continue
        left = _LEFT.search(text, mentions[-1].end if mentions else start, low)
        article = _ARTICLE.match(text, left.start()) if left else None
        first = article.end() if article else left.start() if left else low
        mentions.append(_Mention(min(first, low), _name_end(text, low, high), high, group))
    return [(Actor(" ".join(text[each.start : each.end].split()), each.group), each) for each in mentions]


def _head_group(first: ActorGroup, then: ActorGroup) -> ActorGroup:
    """Return the group of a name with two heads: "Malaysian Employers Federation", "Trade Union Congress"."""
    return first if first in ("workers", "employers", "tripartite") and then != "tripartite" else then


def _name_end(text: str, low: int, high: int) -> int:
    """Return the end of the name whose head is `low` to `high`, with "of Labour, Invalids and Social Affairs"."""
    if text[low : low + 1].isupper():
        continued = _RIGHT.match(text, high)
        if continued:
            return continued.end()
    continued = _OF.match(text, high) or _LOWER_RIGHT.match(text, high)
    return continued.end() if continued and text[low : low + 1].islower() else high


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
