"""How fetching introduces itself."""

from indexer.version import VERSION

PRODUCT = "Verbatim"
"""The name to which robots.txt files can address rules."""


def user_agent(contact: str) -> str:
    """The product, its version, what it does and, where one is given, whom to ask about it."""
    about = "document search" + (f"; contact: {contact}" if contact else "")
    return f"{PRODUCT}/{VERSION} ({about})"
