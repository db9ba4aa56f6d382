"""Statements: sentences that say what someone decided, plans, does, achieved, or is expected or called upon to do."""

from typing import Literal

from msgspec import Struct

from indexer.records.passage import Span

Status = Literal["decided", "planned", "in_progress", "expected", "recommended", "achieved"]
"""The status of the matter, by the words of the sentence."""

STATUSES: tuple[Status, ...] = ("decided", "planned", "in_progress", "expected", "recommended", "achieved")
"""All statuses in their order of display."""

Strength = Literal["shall", "will", "should", "may", "none"]
"""How binding the verb is: an obligation, an undertaking, advice, a possibility, or a plain assertion. It is a class,
not a quotation: a sentence that “is called for” is advice without containing “should”."""

STRENGTHS: tuple[Strength, ...] = ("shall", "will", "should", "may", "none")
"""All strengths, the most binding first."""

ActorGroup = Literal["government", "employers", "workers", "tripartite", "organization", "other"]
"""The party of an actor; `organization` is an international or public organization, `other` anyone else."""

ACTOR_GROUPS: tuple[ActorGroup, ...] = ("government", "employers", "workers", "tripartite", "organization", "other")
"""All groups in their order of display."""


class Actor(Struct, frozen=True, array_like=True):
    """Who acts, in the sentence's words (or, where it says "it" or nothing, in those of the sentence before)."""

    name: str
    group: ActorGroup


class Statement(Struct, frozen=True, array_like=True):
    """One sentence of one passage that commits, plans, reports, expects or recommends something.

    `id` is permanent: it depends on the document and the sentence's own words alone; /commitments/<id> is its
    address. `passage` is the id of the passage that holds the sentence; country, sector, chain and topic are that
    passage's tags, page labels those of its document. `sentence` is exactly what `spans` give from the stored
    pages. `before` and `after` are the neighbouring sentences of the passage (for an item of a list, `before` is
    its lead-in); each may be empty.

    `objects` says what is decided, planned or called for, `beneficiary` who benefits, both in the sentence's words or
    empty. `deadline` is the date by which it is due, `date` when it happened, both as written or empty; `year` is
    the year of the one or the other. `instruments` are codes such as C188, P029 and R204. `figures` are the ids of
    the figures (indexer.records.figure) that the sentence holds. `rule` names the rule that fired, at the words
    `sentence[start:end]`, its `wording`; that is empty for an item of a list that its lead-in makes a statement.
    """

    id: str
    document: str
    passage: str
    language: str
    sentence: str
    spans: tuple[Span, ...]
    before: str
    after: str
    status: Status
    strength: Strength
    actors: tuple[Actor, ...]
    objects: str
    beneficiary: str
    deadline: str
    date: str
    year: int | None
    instruments: tuple[str, ...]
    figures: tuple[str, ...]
    rule: str
    start: int = 0
    end: int = 0

    @property
    def wording(self) -> str:
        """Return the words of the sentence by which the rule recognized it."""
        return self.sentence[self.start : self.end]

    @property
    def quotations(self) -> tuple[str, ...]:
        """Return everything that is shown in quotation marks, which must be the sentence's own words."""
        return (self.wording, self.objects, self.beneficiary, self.deadline, self.date)
