"""Nothing is served as a quotation before it was compared with the stored text of its page."""

import logging
from collections.abc import Sequence

from indexer.errors import PageChanged
from indexer.records.passage import Passage
from indexer.store.generation import Generation
from indexer.store.page_file import State

log = logging.getLogger(__name__)


def checked(passage: Passage, generation: Generation, state: State | None = None) -> Passage:
    """The passage itself. Raises PageChanged, and logs it, where its text is not what its pages hold.

    `state` is that of the pages' file, where it was just looked at.
    """
    try:
        generation.pages.check(passage, state)
    except PageChanged as error:
        log.error("Not quoted: %s", error)  # noqa: TRY400 - where it was raised says nothing that the message does not
        raise PageChanged(
            "This passage cannot be shown: the stored text of its page is not what was indexed."
        ) from error
    return passage


def genuine(passages: Sequence[Passage], generation: Generation) -> list[bool]:
    """Which of some passages that are shown together may be quoted. Of those that may not, that is logged."""
    try:
        state = generation.pages.state()
    except PageChanged:
        state = None
    return [is_genuine(passage, generation, state) for passage in passages]


def is_genuine(passage: Passage, generation: Generation, state: State | None = None) -> bool:
    """Whether a passage may be quoted. Where it may not, that is logged."""
    try:
        checked(passage, generation, state)
    except PageChanged:
        return False
    return True
