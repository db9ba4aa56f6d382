"""Which licences let anyone pass a document on unchanged, as the manifest names them."""

import re

_OPEN = re.compile(
    r"\b(?:CC0|CC[ -]?BY|Creative Commons|public domain|Open Government Licen[cs]e|MIT|Apache|GFDL)\b", re.IGNORECASE
)


def allows_passing_on(licence: str) -> bool:
    """Return whether a licence lets anyone pass a document on: a Creative Commons licence, public domain and so on."""
    return _OPEN.search(licence) is not None
