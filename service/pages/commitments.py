"""The register of statements as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.pages.overview import OverviewView, overview_view
from service.pages.record_location import PlaceView, place_view
from service.pages.register import RegisterFrame, register_frame
from service.registers.records import Commitment
from service.registers.register_labels import RegisterLabels
from service.registers.request import NO_VALUE, RegisterPage, RegisterRequest
from service.search.highlighting import HighlightTerms, find_highlights, highlight_text
from service.search.protocol import Snippet
from service.web.urls import Urls

MOST_NAMED = 3
"""A passage about more countries or sectors than this is about all of them, and none is named."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor in the sentence's words, the side on which it stands, and all that it does."""

    name: str
    group: str
    address: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What an editor noted last."""

    label: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One statement in the list. `when` is the date or deadline as the sentence writes it."""

    id: str
    sentence: Snippet
    language: str
    status: str
    status_label: str
    strength: str
    actors: tuple[ActorView, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    when: str
    due: bool
    follow_up: FollowUpView | None
    place: PlaceView


@dataclass(frozen=True, slots=True)
class CommitmentGroupView:
    """Statements that stand together, with the size of the group over all pages. Ungrouped ones have no label."""

    label: str
    count: int
    commitments: tuple[CommitmentView, ...]


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """The page of the register."""

    frame: RegisterFrame
    overview: OverviewView
    groups: tuple[CommitmentGroupView, ...]


def commitments_view(
    found: RegisterPage,
    commitments: Sequence[Commitment],
    wanted: HighlightTerms,
    names: RegisterLabels,
    urls: Urls,
) -> CommitmentsView:
    """The page of a choice of statements, the words `wanted` marked."""
    groups = {group.value: group.count for group in found.groups} or {NO_VALUE: found.total}
    return CommitmentsView(
        frame=register_frame(found, len(commitments), names, urls.commitments),
        overview=overview_view(found, names, urls),
        groups=tuple(
            CommitmentGroupView(
                names.value(found.request.group, value) if found.request.group else "",
                count,
                tuple(
                    commitment_view(commitments[row.place], wanted, names, urls)
                    for row in found.rows
                    if row.group == value
                ),
            )
            for value, count in groups.items()
            if any(row.group == value for row in found.rows)
        ),
    )


def commitment_view(
    commitment: Commitment, wanted: HighlightTerms, names: RegisterLabels, urls: Urls
) -> CommitmentView:
    """One statement."""
    statement, tags = commitment.statement, commitment.passage.tags
    page = urls.commitment(statement.id)
    return CommitmentView(
        id=statement.id,
        sentence=highlight_text(
            statement.sentence, [mark[:2] for mark in find_highlights(statement.sentence, statement.language, wanted)]
        ),
        language=statement.language,
        status=statement.status,
        status_label=names.value("status", statement.status),
        strength="" if statement.strength == "none" else statement.strength,
        actors=tuple(
            ActorView(actor.name, names.value("actor_group", actor.group), _of_actor(actor.name, names, urls))
            for actor in statement.actors
        ),
        countries=_named("country", tags.country, names),
        sectors=_named("sector", tags.sector, names),
        when=statement.deadline or statement.date,
        due=bool(statement.deadline),
        follow_up=_follow_up(commitment, names, page),
        place=place_view(statement, commitment.passage, commitment.document, page, urls),
    )


def _of_actor(name: str, names: RegisterLabels, urls: Urls) -> str:
    value = names.find("actor", name)
    return urls.commitments(RegisterRequest(filters={"actor": (value,)} if value else {}))


def _named(facet: str, values: tuple[str, ...], names: RegisterLabels) -> tuple[str, ...]:
    return tuple(names.value(facet, value) for value in values) if len(values) <= MOST_NAMED else ()


def _follow_up(commitment: Commitment, names: RegisterLabels, page: str) -> FollowUpView | None:
    if not commitment.notes:
        return None
    last = commitment.notes[-1]
    return FollowUpView(names.value("follow_up", last.status), last.date.isoformat(), f"{page}#follow-up")
