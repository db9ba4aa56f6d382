"""Folds text so that a relevant string is found whatever the layout did to it."""

import re
import unicodedata

_MARKS = re.compile(r"</?u>|[*_`#\\]|[\"'“”‘’«»„‚‹›]|[-\u00ad\u2010-\u2015]")


def folded(text: str) -> str:
    """Return a text without case, accents, quotation marks, hyphens and Markdown marks, its white space single."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_MARKS.sub("", bare).split())
