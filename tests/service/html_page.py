"""A page of HTML as the tests look at it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """An element with its attributes and the text inside it."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None"
    text: str = ""

    def inside(self, element: "Element") -> bool:
        """Whether it is inside this very element."""
        return self.parent is element or (self.parent is not None and self.parent.inside(element))

    def within(self, name: str) -> bool:
        """Whether an element of this name is around it."""
        around = self.parent
        while around:
            if around.name == name:
                return True
            around = around.parent
        return False


@dataclass
class Page(HTMLParser):
    """All elements of a page in order. Fails where elements are not closed in the order in which they were opened."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self._open[-1] if self._open else None)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened.name == tag, f"<{opened.name}> was closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, name: str, css: str | None = None) -> list[Element]:
        """The elements of this name, and of this class where one is given."""
        named = [element for element in self.elements if element.name == name]
        return [element for element in named if css is None or css in element.attributes.get("class", "").split()]

    def one(self, name: str, css: str | None = None) -> Element:
        """The only element of this name and class."""
        (element,) = self.all(name, css)
        return element


def parse(html: str) -> Page:
    """The page, read to its end, every element closed."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page._open, f"never closed: {[element.name for element in page._open]}"
    return page


def words(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


OWN_ELEMENTS = set(
    "html head meta title link script body a header nav main section article aside footer div p h1 h2 h3 h4 span bdi q"
    " mark cite code pre strong ul ol li dl dt dd form label input button select option fieldset legend details"
    " summary table caption thead tbody tr th td svg rect blockquote time img".split()
)
"""The elements that our templates use."""

OWN_ATTRIBUTES = set(
    "hreflang lang charset name content property rel href type title src class id role method action for"
    " value maxlength dir autocomplete spellcheck enterkeyhint form checked selected open start hidden target"
    " tabindex scope colspan aria-label aria-labelledby aria-current aria-hidden data-copied data-copies datetime"
    " viewbox preserveaspectratio focusable x y width height alt srcset sizes loading download"
    " data-key data-link data-press data-quotation data-source data-collected data-full data-remove data-removed"
    " data-suggest data-label data-document data-term data-name data-heading data-recent data-forget"
    " formaction required".split()
)
"""The attributes that our templates use."""

OWN_SCRIPTS = ("/verbatim.js", "/page.js")

SOUND = ("/", "#", "https://", "http://")
"""How an address in a page may begin."""


def foreign(page: Page) -> list[str]:
    """Return the markup of a page that cannot be from our templates."""
    found = [f"<{element.name}>" for element in page.elements if element.name not in OWN_ELEMENTS]
    for element in page.elements:
        found += [f"{element.name}[{name}]" for name in element.attributes if name not in OWN_ATTRIBUTES]
        urls = [element.attributes[name] for name in ("href", "src", "action") if name in element.attributes]
        found += [address for address in urls if not address.startswith(SOUND) or address.startswith("//")]
    scripts = [
        script.attributes.get("src", "") + script.text
        for script in page.all("script")
        if script.attributes.get("type") != "application/ld+json"
    ]
    found += [script for script in scripts if not script.startswith("/static/") or not script.endswith(OWN_SCRIPTS)]
    return found
