"""Find the rows of action tables: what is to be done, who leads, by when, and how far it is.

The words for these columns and for the states of an action are rules (`[table]` in corpus/rules). A row counts where
the heads of its columns name an action and one of the others, or, in a table whose heads are not known, where it has a
cell with the state of an action, and before it one with a name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from indexer.records.statement import Status
from indexer.statements.folding import lower_same_length
from indexer.statements.table_cells import Piece, row_cells

Role = Literal["action", "lead", "deadline", "status"]

_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADS = re.compile(r"\s*(?:[,;/]|\s(?:and|y|et|e|và)\s)\s*")
_NUMBER = re.compile(r"\d")
_HEAD_END = re.compile(r"[\s:.()*/].*$|$")
_MIN_ACTION_WORDS = 3
_MAX_HEAD_WORDS = 5
_MAX_LEAD_WORDS = 16


@dataclass(frozen=True, slots=True)
class TableRules:
    """The heads of columns by role, and the status that each state of an action has; all in lower case."""

    heads: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, Status] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of an action table: its cells by role, and the names in that of the lead."""

    row: Piece
    action: Piece
    deadline: Piece | None
    state: Piece | None
    leads: tuple[str, ...]
    status: Status


class ActionTableReader:
    """Reads the lines of a document in order; a table's heads hold until another section begins."""

    def __init__(self) -> None:
        self._roles: dict[Role, int] = {}
        self._columns = 0
        self._section: tuple[str, ...] = ()

    def begin_passage(self, section: tuple[str, ...]) -> None:
        """Forget the heads where another section begins."""
        if section != self._section:
            self._section, self._roles = section, {}

    def read_line(self, line: Piece, rules: TableRules) -> Iterator[ActionRow]:
        """Yield the row's action, if it is a row of an action table; remember the heads of columns."""
        cells = row_cells(line)
        if len(cells) < 2:  # noqa: PLR2004 - an action and something about it
            return
        roles = _roles(cells, rules)
        if roles:
            self._roles, self._columns = roles, len(cells)
            return
        found = self._by_heads(cells) if len(cells) == self._columns else None
        found = found or _by_state(cells, rules)
        if found and _is_action(found["action"]):
            yield _row(line, found, rules)

    def _by_heads(self, cells: Sequence[Piece]) -> dict[Role, Piece] | None:
        return {role: cells[index] for role, index in self._roles.items() if index < len(cells)} or None


def _roles(cells: Sequence[Piece], rules: TableRules) -> dict[Role, int]:
    """Return the columns by role, if these cells are the heads of an action table."""
    roles: dict[Role, int] = {}
    for index, cell in enumerate(cells):
        head = lower_same_length(cell.text)
        if not 0 < len(head.split()) <= _MAX_HEAD_WORDS:
            continue
        for role, words in rules.heads.items():
            if role not in roles and any(head.startswith(word) and _HEAD_END.match(head, len(word)) for word in words):
                roles[role] = index
                break
    return roles if "action" in roles and len(roles) > 1 else {}


def _by_state(cells: Sequence[Piece], rules: TableRules) -> dict[Role, Piece] | None:
    """Return the cells of a row that has the state of an action after a name."""
    states = [index for index, cell in enumerate(cells) if _state(cell, rules)]
    if not states or states[0] < 2:  # noqa: PLR2004 - the action and a name come first
        return None
    state = states[0]
    lead = cells[state - 1]
    if not lead.text[:1].isupper() or _NUMBER.search(lead.text) or len(lead.text.split()) > _MAX_LEAD_WORDS:
        return None
    between = [cell for cell in cells[1 : state - 1] if _NUMBER.search(cell.text)]
    found: dict[Role, Piece] = {"action": cells[0], "lead": lead, "status": cells[state]}
    return found | ({"deadline": between[-1]} if between else {})


def _state(cell: Piece, rules: TableRules) -> Status | None:
    return rules.states.get(lower_same_length(cell.text).strip(" .•*"))


def _is_action(cell: Piece) -> bool:
    """Return whether a cell says what is done, in more words than a name or a number has."""
    words = [word for word in cell.text.split() if _LETTERS.search(word)]
    return len(words) >= _MIN_ACTION_WORDS and any(word[:1].islower() for word in words)


def _row(line: Piece, cells: Mapping[Role, Piece], rules: TableRules) -> ActionRow:
    state, deadline, lead = cells.get("status"), cells.get("deadline"), cells.get("lead")
    names = _LEADS.split(lead.text) if lead else []
    return ActionRow(
        row=line,
        action=cells["action"],
        deadline=deadline if deadline and _NUMBER.search(deadline.text) else None,
        state=state if state and _state(state, rules) else None,
        leads=tuple(dict.fromkeys(name for name in names if _LETTERS.search(name) and name[:1].isupper())),
        status=(state and _state(state, rules)) or "planned",
    )
