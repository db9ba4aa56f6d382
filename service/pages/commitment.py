"""A statement's own page: its words in their context, what it says, and what became of it."""

from dataclasses import dataclass

from indexer.records.status_note import StatusNote
from service.pages.citation import web_address
from service.pages.commitments import CommitmentView, commitment_view
from service.pages.link_views import LinkView
from service.pages.record_location import absolute
from service.registers.records import Commitment
from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterRequest
from service.registers.store import RegisterStore
from service.search.highlighting import HighlightTerms
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class NoteView:
    """An editor's note on one day. `source` is where it can be checked."""

    day: str
    status: str
    label: str
    note: str
    source: str | None
    editor: str


@dataclass(frozen=True, slots=True)
class FactView:
    """Something that the sentence says, in its own words where `quoted`."""

    label: str
    values: tuple[LinkView, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentPageView:
    """The page. `notes` are the latest first."""

    commitment: CommitmentView
    before: str
    after: str
    official: bool
    facts: tuple[FactView, ...]
    rule: str
    cite_as: str
    notes: tuple[NoteView, ...]
    description: str


def commitment_page_view(
    commitment: Commitment, store: RegisterStore, names: RegisterLabels, urls: Urls, root: str
) -> CommitmentPageView:
    """The page of one statement; `root` stands before its address where that must be whole."""
    statement = commitment.statement
    view = commitment_view(commitment, HighlightTerms(), names, urls)
    citation = view.place.citation
    return CommitmentPageView(
        commitment=view,
        before=statement.before,
        after=statement.after,
        official=citation.official,
        facts=tuple(fact for fact in _facts(commitment, store, names, urls) if fact.values),
        rule=statement.rule,
        cite_as=citation.text(absolute(citation.permalink, root)),
        notes=tuple(_note(note, names) for note in reversed(commitment.notes)),
        description=statement.sentence,
    )


def _facts(commitment: Commitment, store: RegisterStore, names: RegisterLabels, urls: Urls) -> tuple[FactView, ...]:
    """What the sentence says, and what its passage is about."""
    statement, tags = commitment.statement, commitment.passage.tags

    def listed(facet: str, values: tuple[str, ...]) -> tuple[LinkView, ...]:
        return tuple(
            LinkView(names.value(facet, value), urls.commitments(RegisterRequest(filters={facet: (value,)})))
            for value in values
        )

    def words(*texts: str) -> tuple[LinkView, ...]:
        return tuple(LinkView(text, "") for text in texts if text)

    figures = tuple(store.figures[store.figure_place(identity)].figure for identity in statement.figures)
    return (
        FactView("Strength", listed("strength", (statement.strength,))),
        FactView("What", words(statement.objects), quoted=True),
        FactView("For whom", words(statement.beneficiary), quoted=True),
        FactView("By when", words(statement.deadline), quoted=True),
        FactView("When", words(statement.date), quoted=True),
        FactView("Instruments", listed("instrument", statement.instruments)),
        FactView("Figures", tuple(LinkView(each.written, urls.figure(each.id)) for each in figures), quoted=True),
        FactView("Country", listed("country", tags.country)),
        FactView("Sector", listed("sector", tags.sector)),
        FactView("Topics", listed("topic", tags.topic)),
    )


def _note(note: StatusNote, names: RegisterLabels) -> NoteView:
    return NoteView(
        day=note.date.isoformat(),
        status=note.status,
        label=names.value("follow_up", note.status),
        note=note.note,
        source=web_address(note.source),
        editor=note.editor,
    )
