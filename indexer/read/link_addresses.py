"""Which addresses that a document links to are kept."""

import re

KEPT = re.compile(r"^(?:https?://|mailto:)\S+$", re.IGNORECASE)
NO_SCHEME = re.compile(r"^www\.[\w-]+\.\S+$", re.IGNORECASE)


def web_address(address: str) -> str | None:
    """A web or mail address as it is, one without its scheme with it, None for anything else."""
    address = address.strip()
    if NO_SCHEME.match(address):
        return f"https://{address}"
    return address if KEPT.match(address) and address.isprintable() else None
