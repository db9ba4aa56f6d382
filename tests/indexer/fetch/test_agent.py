"""The name under which fetching goes."""

import tomllib

from indexer.fetch.agent import VERSION, user_agent
from indexer.settings import ROOT


def test_the_version_is_the_products() -> None:
    """What hosts are told is what pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_a_contact_is_named_where_there_is_one() -> None:
    """Without a contact, product and version stand alone."""
    assert user_agent("library@example.org") == f"Verbatim/{VERSION} (document search; contact: library@example.org)"
    assert user_agent("") == f"Verbatim/{VERSION} (document search)"
