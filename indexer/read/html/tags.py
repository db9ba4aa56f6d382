"""The tags of HTML: which begin a line or give their text a kind, and what they do to the text between them."""

import re
from dataclasses import dataclass, field

from indexer.read.omissions import Omissions
from indexer.records.reading import BlockKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAG_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "dd": "paragraph",
    "blockquote": "quotation",
    "tr": "row",
    "p": "paragraph",
}
# Elements before and after which a line ends.
BLOCK_ELEMENTS = (
    frozenset(
        "html body main article section div header aside figure figcaption details summary address table thead"
        " tbody tfoot caption ul ol dl dt pre hr".split()
    )
    | TAG_KINDS.keys()
)
STRUCK = frozenset("s strike del".split())
MAX_OPEN = 1_000  # elements that are open at once in a text with tags in it
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HIDDEN_TAG = re.compile(
    r"""\shidden(?=[\s/>]|$|=(?!["']?until-found))|\saria-hidden\s*=\s*["']?true|display\s*:\s*none"""
    r"|visibility\s*:\s*(?:hidden|collapse)",
    re.IGNORECASE,
)


def hides(attributes: str) -> bool:
    """Return whether the attributes of a tag, as they are written, hide its element."""
    return _HIDDEN_TAG.search(attributes) is not None


@dataclass(slots=True)
class TagState:
    """The elements that are open in a text with tags in it, by what they do to the text inside them."""

    _open: list[tuple[str, str]] = field(default_factory=list)

    def read(self, source: str) -> bool:
        """Follow the tags of a source; return whether one of them begins or ends a line."""
        breaks = False
        for match in _TAG.finditer(source):
            name = match["name"].lower()
            breaks = breaks or name in BLOCK_ELEMENTS or name in HEADINGS
            if name in _VOID or match["attributes"].endswith("/"):
                continue
            if match["close"]:
                at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == name), None)
                if at is not None:
                    del self._open[at:]
            elif len(self._open) < MAX_OPEN:
                self._open.append((name, _effect(name, match["attributes"])))
        return breaks

    @property
    def is_hiding(self) -> bool:
        return any(effect in ("hidden", "struck") for _, effect in self._open)

    @property
    def offset(self) -> str:
        """The innermost of sup and sub, or nothing."""
        return next((effect for _, effect in reversed(self._open) if effect in ("sup", "sub")), "")

    def omits(self, text: str, omissions: Omissions) -> bool:
        """Count a text that is hidden or struck out, and return whether it is."""
        effects = {effect for _, effect in self._open}
        if "hidden" in effects:
            omissions.count_hidden(text)
        elif "struck" in effects:
            omissions.count_struck(text)
        else:
            return False
        return True


def _effect(name: str, attributes: str) -> str:
    if name in ("template", "noscript", "script", "style") or hides(attributes):
        return "hidden"
    if name in STRUCK or "line-through" in attributes:
        return "struck"
    return name if name in ("sup", "sub") else ""
