"""Editors' notes on the follow-up of statements, kept apart from the document's words."""

import datetime
from typing import Literal, get_args

from msgspec import Struct

FollowUp = Literal[
    "accepted", "accepted-in-part", "not-accepted", "under-way", "delayed", "done", "dropped", "superseded", "mistaken"
]
"""The status of a follow-up, in the editor's judgement; `mistaken` is a record that was found by mistake."""

FOLLOW_UPS: tuple[FollowUp, ...] = get_args(FollowUp)


class StatusNote(Struct, frozen=True, omit_defaults=True):
    """One dated entry on one statement or figure, which `statement` names by the id at the end of its permanent link.

    `source` is the address where the editor found it, `editor` who noted it, if that is to be shown.
    """

    statement: str
    date: datetime.date
    status: FollowUp
    source: str
    note: str
    editor: str = ""
