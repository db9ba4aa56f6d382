"""The name under which fetching goes."""

from indexer.fetch.agent import user_agent
from indexer.version import VERSION


def test_a_contact_is_named_where_there_is_one() -> None:
    """Without a contact, product and version stand alone."""
    assert user_agent("library@example.org") == f"Verbatim/{VERSION} (document search; contact: library@example.org)"
    assert user_agent("") == f"Verbatim/{VERSION} (document search)"
