"""Take out of a PDF what is on layers (optional content groups) that viewers do not show when they open it.

ISO 32000-2, 8.11: a group is off by the default configuration, a membership dictionary by its policy or expression
over groups. pdfium reads text on every layer, so the file is rewritten, in memory, without the hidden text.
"""

import logging
from io import BytesIO
from typing import Any

import pikepdf

from indexer.read.pdf.file import PIKEPDF_ERRORS
from indexer.read.sandbox.opened_file import File, open_stream

SHOWING = frozenset({"Tj", "TJ", "'", '"', "Do", "INLINE IMAGE"})  # the operators that show text or pictures
MAX_EXPRESSION_DEPTH = 20


def without_hidden_layers(source: File | bytes) -> bytes | None:
    """Return a file's bytes without what is on hidden layers; None where nothing is, or it cannot be rewritten."""
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with open_stream(source) as file, pikepdf.open(file) as document:
            layers = Layers(document)
            if not layers.off or not _take_out(document, layers):
                return None
            rewritten = BytesIO()
            document.save(rewritten)
            return rewritten.getvalue()
    except PIKEPDF_ERRORS:
        return None


class Layers:
    """Which optional content of a document is hidden. `off` holds the object numbers of the groups that are."""

    def __init__(self, document: Any) -> None:
        properties = document.Root.get("/OCProperties", {})
        default = properties.get("/D", {})
        groups = {group.objgen: group for group in properties.get("/OCGs", [])}
        hidden = set(groups) if default.get("/BaseState") == "/OFF" else set()
        hidden |= _numbers(default.get("/OFF", []))
        hidden -= _numbers(default.get("/ON", []))
        for usage in default.get("/AS", []):
            if usage.get("/Event") == "/View" and "/View" in list(map(str, usage.get("/Category", []))):
                for number in _numbers(usage.get("/OCGs", [])):
                    state = groups[number].get("/Usage", {}).get("/View", {}).get("/ViewState")
                    (hidden.add if state == "/OFF" else hidden.discard)(number)
        self.off = frozenset(hidden)

    def hides(self, content: Any) -> bool:
        """Return whether content that belongs to a group, or to a membership dictionary, is hidden."""
        if content is None:
            return False
        if content.get("/Type") != "/OCMD":
            return content.objgen in self.off
        if "/VE" in content:
            return not self._holds(content["/VE"], 0)
        groups = content.get("/OCGs", [])
        members = [groups] if isinstance(groups, pikepdf.Dictionary) else list(groups)
        states = [member.objgen not in self.off for member in members if isinstance(member, pikepdf.Dictionary)]
        if not states:
            return False
        policy = str(content.get("/P", "/AnyOn"))
        shown = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}
        return not shown.get(policy, any(states))

    def _holds(self, expression: Any, depth: int) -> bool:
        """Return whether a visibility expression is true: a group that is on, or And, Or, Not of expressions."""
        if isinstance(expression, pikepdf.Dictionary) or depth > MAX_EXPRESSION_DEPTH:
            return expression.objgen not in self.off
        operator, *operands = expression
        values = [self._holds(operand, depth + 1) for operand in operands]
        return {"/And": all(values), "/Or": any(values)}.get(str(operator), not any(values))


def _numbers(groups: Any) -> set[tuple[int, int]]:
    return {group.objgen for group in groups}


def _take_out(document: Any, layers: Layers) -> bool:
    """Take hidden text out of pages, forms and annotations; return whether there was any."""
    changed = False
    for page in document.pages:
        content = _shown_content(page, page.resources, layers)
        if content is not None:
            page.obj["/Contents"] = document.make_stream(content)
            changed = True
        annotations = page.obj.get("/Annots", [])
        kept = [each for each in annotations if not layers.hides(each.get("/OC"))]
        if len(kept) < len(annotations):
            page.obj["/Annots"] = pikepdf.Array(kept)
            changed = True
    for form in document.objects:
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            hidden = layers.hides(form.get("/OC"))
            content = b"" if hidden else _shown_content(form, form.get("/Resources", {}), layers)
            if content is not None:
                form.write(content)
                changed = True
    return changed


def _shown_content(part: Any, resources: Any, layers: Layers) -> bytes | None:
    """Return the content of a page or form without what is shown on hidden layers; None where nothing is."""
    properties = resources.get("/Properties", {})
    hidden = {name for name, content in properties.items() if layers.hides(content)}
    if not hidden:
        return None
    kept: list[Any] = []
    marks: list[bool] = []  # for each marked content that is open, whether it is hidden
    for instruction in pikepdf.parse_content_stream(part):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            tag, *named = instruction.operands
            marks.append(str(tag) == "/OC" and bool(named) and str(named[0]) in hidden)
        elif operator == "EMC" and marks:
            marks.pop()
        if not (operator in SHOWING and any(marks)):
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)
