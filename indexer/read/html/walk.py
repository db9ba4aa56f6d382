"""Walk a web page's elements without recursion, so that their depth makes no difference."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode


def elements(root: LexborNode) -> Iterator[LexborNode]:
    """Yield an element and all elements in it, in the order of the page."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(list(node.iter()))


def outermost(root: LexborNode, is_wanted: Callable[[LexborNode], bool]) -> list[LexborNode]:
    """Return the elements under a root that are wanted, without those inside another one.

    Removing one of them never touches another.
    """
    found = []
    stack = list(reversed(list(root.iter())))
    while stack:
        node = stack.pop()
        if is_wanted(node):
            found.append(node)
        else:
            stack += reversed(list(node.iter()))
    return found


def text_before(node: LexborNode, characters: int = 20) -> str:
    """Return the end of the text before a node in its paragraph, at least this long where there is as much."""
    pieces: list[str] = []
    current: LexborNode | None = node
    while current is not None and sum(map(len, pieces)) < characters:
        if current.prev is not None:
            current = current.prev
            pieces.append(current.text() if current.tag not in _PARAGRAPHS else "")
            if current.tag in _PARAGRAPHS:
                break
        else:
            current = current.parent
            if current is None or current.tag in _PARAGRAPHS:
                break
    return "".join(reversed(pieces))


def text_after(node: LexborNode) -> str:
    """Return the text of the node that follows, or nothing."""
    following = node.next
    return following.text() if following is not None and following.tag not in _PARAGRAPHS else ""


_PARAGRAPHS = frozenset(
    "html body main article section div header aside figure figcaption details summary address table thead tbody tfoot"
    " caption ul ol dl dt dd li p blockquote pre hr br tr td th h1 h2 h3 h4 h5 h6".split()
)
