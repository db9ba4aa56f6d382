"""Whether a query reads as a question, in English, Spanish, French or Vietnamese."""

import re
from collections.abc import Sequence

from indexer.analysis.tokenizer import tokenize

_ASKING = {
    "en": {"how", "what", "when", "where", "which", "who", "whom", "whose", "why"},
    "es": {"como", "cual", "cuales", "cuando", "cuanta", "cuantas", "cuanto", "cuantos", "donde", "que", "quien",
           "quienes"},
    "fr": {"combien", "comment", "ou", "pourquoi", "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi"},
}  # fmt: skip
"""Words that open a question, folded."""

_PREPOSITIONS = {
    "en": {"at", "by", "for", "from", "in", "of", "on", "since", "to", "with"},
    "es": {"a", "con", "de", "desde", "en", "hasta", "para", "por"},
    "fr": {"a", "avec", "dans", "de", "depuis", "en", "par", "pour", "sur"},
}
"""Words that may stand before one of those."""

_AUXILIARIES = {
    "en": {"are", "can", "could", "did", "do", "does", "has", "have", "is", "should", "was", "were", "will", "would"},
    "es": {"es", "esta", "estan", "existe", "existen", "ha", "han", "hay", "pueden", "puede", "son"},
    "fr": {"est", "existe", "faut", "peut", "sont"},
}
"""Verbs that open a question, if enough words follow for a sentence."""

_SENTENCE = 4
"""The fewest words of a sentence that a verb opens; with fewer it may be a name, as in `Can Tho`."""

_FRENCH = re.compile(r"\best[- ]ce qu|[- ]t[-'’](?:il|elle|ils|elles|on)\b|\w-(?:ils?|elles?|on)\b", re.IGNORECASE)

_VIETNAMESE = re.compile(
    r"^(?:ai|khi nào|vì sao|tại sao|sao|bao giờ|có phải)\b|\b(?:bao nhiêu|bao lâu|như thế nào|thế nào|là gì|cái gì"
    r"|những gì|điều gì|ở đâu|nơi nào|mấy)\b|\b(?:nào|gì|không|đâu)$",
    re.IGNORECASE,
)


def is_question(text: str, language: str, folded: Sequence[str] | None = None) -> bool:
    """Whether a text in this language (ISO 639-1 code) asks something.

    `folded` are its folded words, from who has them already.
    """
    if text.rstrip(" \"'»”’)").endswith(("?", "？")) or text.startswith("¿"):
        return True
    if language == "vi":
        return bool(_VIETNAMESE.search(text.strip(" .,;:!")))
    if language == "fr" and _FRENCH.search(text):
        return True
    return _opens_a_question([word.text for word in tokenize(text)] if folded is None else folded, language)


def _opens_a_question(found: Sequence[str], language: str) -> bool:
    asking = _ASKING.get(language, set())
    first, second = [*found, "", ""][:2]
    if len(found) > 1 and (first in asking or (first in _PREPOSITIONS.get(language, ()) and second in asking)):
        return True
    return len(found) >= _SENTENCE and first in _AUXILIARIES.get(language, set())
