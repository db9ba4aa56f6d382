"""How fetching introduces itself."""

PRODUCT = "Verbatim"
"""The name to which robots.txt files can address rules."""

VERSION = "0.1.0"
"""As in pyproject.toml."""


def user_agent(contact: str) -> str:
    """The product, its version, what it does and, where one is given, whom to ask about it."""
    about = "document search" + (f"; contact: {contact}" if contact else "")
    return f"{PRODUCT}/{VERSION} ({about})"
