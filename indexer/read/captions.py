"""The titles of tables, pictures and boxes of figures, which head nothing but those."""

import re

CAPTION = re.compile(
    r"^(?:table|figure|fig\.|chart|graph|map|photo|tableau|graphique|carte|cuadro|tabla|gráfico|figura|mapa|bảng|hình)"
    r"\s*(?:n[o°º]\.?\s*|№\s*)?[A-Z]?\d",
    re.IGNORECASE,
)


def is_caption(text: str) -> bool:
    """Whether a text begins as captions do, with a word such as "Table" and a number."""
    return CAPTION.match(text) is not None
