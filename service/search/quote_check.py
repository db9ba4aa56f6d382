"""Nothing is served as a quotation before it was compared with the stored text of its page."""

import logging
from collections.abc import Sequence

from indexer.errors import PageChanged
from indexer.index.generation import Generation
from indexer.records.passage import Passage

log = logging.getLogger(__name__)


def checked(passage: Passage, generation: Generation) -> Passage:
    """Return the passage itself. Raises PageChanged, and logs it, where its text is not what its pages hold."""
    try:
        generation.pages.check_passage(passage)
    except PageChanged as error:
        log.error("Not quoted: %s", error)  # noqa: TRY400 - where it was raised says nothing that the message does not
        raise PageChanged(
            "This passage cannot be shown: the stored text of its page is not what was indexed."
        ) from error
    return passage


def which_are_genuine(passages: Sequence[Passage], generation: Generation) -> list[bool]:
    """Which of some passages that are shown together may be quoted. Of those that may not, that is logged."""
    held = generation.pages.matches(passages)
    return [same or is_genuine(passage, generation) for passage, same in zip(passages, held, strict=True)]


def is_genuine(passage: Passage, generation: Generation) -> bool:
    """Whether a passage may be quoted. Where it may not, that is logged."""
    try:
        checked(passage, generation)
    except PageChanged:
        return False
    return True
