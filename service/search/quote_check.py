"""Verification of quotations: a passage is compared with the stored text of its pages before it is served."""

import logging
from collections.abc import Sequence

from indexer.errors import PageChanged
from indexer.index.generation import Generation
from indexer.records.passage import Passage

log = logging.getLogger(__name__)


def verify(passage: Passage, generation: Generation) -> Passage:
    """Return the passage itself. Raise PageChanged, and log it, if its text is not that of its pages."""
    try:
        generation.pages.check_passage(passage)
    except PageChanged as error:
        log.error("Not quoted: %s", error)  # noqa: TRY400 - the traceback adds nothing to the message
        raise PageChanged(
            "This passage cannot be shown: the stored text of its page is not what was indexed."
        ) from error
    return passage


def are_verified(passages: Sequence[Passage], generation: Generation) -> list[bool]:
    """Return for each passage whether its text is that of its pages. Those that differ are logged."""
    held = generation.pages.matches(passages)
    return [same or is_verified(passage, generation) for passage, same in zip(passages, held, strict=True)]


def is_verified(passage: Passage, generation: Generation) -> bool:
    """Return whether a passage's text is that of its pages. A difference is logged."""
    try:
        verify(passage, generation)
    except PageChanged:
        return False
    return True
