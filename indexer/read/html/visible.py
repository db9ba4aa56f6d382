"""Take out of a web page what no reader sees, and what is struck out."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from indexer.read.heuristics import count_words
from indexer.read.html.tags import STRUCK
from indexer.read.html.walk import outermost
from indexer.read.omissions import Omissions

# Never shown: templates, the copy for browsers without scripts, and what is not text at all.
NEVER_SHOWN = frozenset("template noscript script style".split())
DRAWN = frozenset({"svg", "iframe"})  # seen, but no text of the page
MIN_DRAWN_WORDS = 4  # of a drawing that is more than a sign
WHOLE_PAGE = frozenset("html body main".split())  # a page that hides all of itself shows it by a script
MAX_RULES = 300  # selectors of style sheets in the page that are looked for

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+%?"
    r"|(?:left|top|right|text-indent)\s*:\s*-\d{4,}(?:px|em)?|clip\s*:\s*rect\(\s*(?:[01](?:px)?[\s,]*){4}\)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%\s*\))\s*(?:!\s*important\s*)?(?=;|$)",
    re.IGNORECASE,
)
_SIZELESS = re.compile(r"(?:^|;)\s*font-size\s*:\s*0+(?:px|em|rem|pt|%)?\s*(?:;|$)", re.IGNORECASE)
_SHOWING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*(?!none)|visibility\s*:\s*visible)", re.IGNORECASE)
_STRIKING = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(r"(?:white|#fff(?:fff)?|rgba?\(255,255,255(?:,1)?\))$")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SPECIFICITY = (re.compile(r"#[\w-]+"), re.compile(r"\.[\w-]+|\[[^\]]*\]"), re.compile(r"(?:^|[\s>+~])[a-z][\w-]*"))


def remove_invisible(page: LexborHTMLParser, omissions: Omissions) -> None:
    """Remove hidden and struck-out elements from a page, and count the words of those that are not always left out."""
    if page.root is None:
        return
    styled = _StyleSheets(page)
    for node in outermost(page.root, styled.is_left_out):
        if node.tag in NEVER_SHOWN:
            pass
        elif styled.is_hidden(node):
            omissions.count_hidden(node.text(separator=" "))
        else:
            omissions.count_struck(node.text(separator=" "))
        node.decompose()
    for node in outermost(page.root, lambda each: each.tag in DRAWN):
        if node.tag == "svg" and count_words(" ".join(text.text() for text in node.css("text"))) >= MIN_DRAWN_WORDS:
            omissions.others["drawing with words"] += 1
        elif node.tag == "iframe" and (node.attributes.get("src") or "").startswith(("http", "/", ".")):
            omissions.others["embedded page"] += 1


class _StyleSheets:
    """What a page's own style sheets and attributes say about its elements. Linked style sheets are not read."""

    def __init__(self, page: LexborHTMLParser) -> None:
        sheets = [node.text() for node in page.css("style")]
        self._hidden = _elements_by_rules(page, sheets, _HIDING)
        self._struck = _elements_by_rules(page, sheets, _STRIKING)
        self._is_plain = not page.css_first("link[rel~=stylesheet]") and not any(
            "background" in each for each in sheets
        )

    def is_left_out(self, node: LexborNode) -> bool:
        """Return whether an element is not shown or is struck out."""
        return node.tag in NEVER_SHOWN or self.is_hidden(node) or self._is_struck(node)

    def is_hidden(self, node: LexborNode) -> bool:
        """Return whether an element, and so all in it, cannot be seen."""
        if node.tag in WHOLE_PAGE:
            return False
        attributes = node.attributes
        style = attributes.get("style") or ""
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        if attributes.get("aria-hidden") == "true" or _HIDING.search(style):
            return True
        if node.mem_id in self._hidden and not _SHOWING.search(style):
            return True
        if _SIZELESS.search(style) and next(node.iter(), None) is None:  # elements in it may set another size
            return True
        return bool(style) and self._is_invisible_color(node, style)

    def _is_struck(self, node: LexborNode) -> bool:
        style = node.attributes.get("style") or ""
        return node.tag in STRUCK or node.mem_id in self._struck or _STRIKING.search(style) is not None

    def _is_invisible_color(self, node: LexborNode, style: str) -> bool:
        """Return whether an element's color is that of the nearest background, which is white where none is set."""
        color = _COLOR.search(style)
        if color is None:
            return False
        behind = _background(node)
        if behind is None:
            return self._is_plain and _is_white(color[1])
        return _plain(behind) == _plain(color[1]) or (_is_white(behind) and _is_white(color[1]))


def _background(node: LexborNode) -> str | None:
    current: LexborNode | None = node
    while current is not None:
        attributes = current.attributes
        if found := _BACKGROUND.search(attributes.get("style") or ""):
            return found[1]
        if color := attributes.get("bgcolor"):
            return color
        current = current.parent
    return None


def _plain(color: str) -> str:
    return "".join(color.split()).lower()


def _is_white(color: str) -> bool:
    return _WHITE.match(_plain(color)) is not None


def _elements_by_rules(page: LexborHTMLParser, sheets: list[str], wanted: re.Pattern[str]) -> set[int]:
    """Return the ids of the elements for which the strongest rule that matches `wanted` or its contrary is `wanted`."""
    strongest: dict[int, tuple[tuple[int, ...], bool]] = {}
    contrary = _SHOWING if wanted is _HIDING else re.compile(r"text-decoration(?:-line)?\s*:", re.IGNORECASE)
    rules = [
        (selector, wanted.search(declarations) is not None)
        for selector, declarations in _rules(sheets)
        if wanted.search(declarations) or contrary.search(declarations)
    ]
    for selector, is_wanted in rules[:MAX_RULES] if any(is_wanted for _, is_wanted in rules) else ():
        weight = tuple(len(pattern.findall(selector)) for pattern in _SPECIFICITY)
        try:
            matched = page.css(selector)
        except SelectolaxError:  # a selector that the parser does not know
            continue
        for node in matched:
            if weight >= strongest.get(node.mem_id, ((0, 0, 0), False))[0]:
                strongest[node.mem_id] = (weight, is_wanted)
    return {element_id for element_id, (_, is_wanted) in strongest.items() if is_wanted}


def _rules(sheets: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the plain rules of style sheets, one for each selector; not those for other media or for states."""
    for sheet in sheets:
        for match in _RULE.finditer(_without_blocks(_COMMENT.sub("", sheet))):
            for selector in match[1].split(","):
                if selector.strip() and ":" not in selector:
                    yield selector.strip(), match[2]


def _without_blocks(sheet: str) -> str:
    """Return a style sheet without its at-rules, such as those for print."""
    kept = []
    at = 0
    while (start := sheet.find("@", at)) >= 0:
        kept.append(sheet[at:start])
        at = _end_of_rule(sheet, start)
    return "".join((*kept, sheet[at:]))


def _end_of_rule(sheet: str, start: int) -> int:
    depth = 0
    for at in range(start, len(sheet)):
        if sheet[at] == ";" and not depth:
            return at + 1
        depth += (sheet[at] == "{") - (sheet[at] == "}")
        if sheet[at] == "}" and depth <= 0:
            return at + 1
    return len(sheet)
