"""Text on layers that are off."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from indexer.read.pdf import reader
from indexer.read.pdf.hidden_layers import without_hidden_layers
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import lines, typeset

CONTENT = b"""/OC /A BDC BT /F1 10 Tf 57 600 Td (first layer) Tj ET EMC
/OC /B BDC BT /F1 10 Tf 57 580 Td (second layer) Tj ET EMC
/OC /M BDC BT /F1 10 Tf 57 560 Td (both layers) Tj ET EMC
/P <</MCID 0>> BDC BT /F1 10 Tf 57 540 Td (no layer) Tj ET EMC"""


def layered(path: Path, default: dict[str, object], membership: dict[str, object] | None = None) -> Path:
    """Write a page of four texts: on layer A, on B, on what `membership` makes of A and B, and on none.

    `default` is the default configuration; in both, "A" and "B" stand for the layers.
    """
    typeset(path, [[lines("They mend their nets.")]])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        layers = {name: document.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in "AB"}

        def built(value: object) -> object:
            if isinstance(value, list):
                return Array([built(each) for each in value])
            return layers[value] if value in layers else Name(value) if isinstance(value, str) else value

        document.Root.OCProperties = Dictionary(OCGs=Array(list(layers.values())), D=Dictionary())
        for key, value in default.items():
            document.Root.OCProperties.D[key] = built(value)
        member = document.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array(list(layers.values()))))
        for key, value in (membership or {}).items():
            member[key] = built(value)
        page = document.pages[0]
        page.obj.Resources.Properties = Dictionary(A=layers["A"], B=layers["B"], M=member)
        page.contents_add(document.make_stream(CONTENT))
        document.save(path)
    return path


def shown(path: Path) -> set[str]:
    """Return which of the texts are left."""
    data = without_hidden_layers(path) or path.read_bytes()
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        text = document[0].get_textpage().get_text_range()
    assert "They mend their nets." in text
    return {each for each in ("first", "second", "both", "no") if f"{each} layer" in text}


@pytest.mark.parametrize(
    ("default", "membership", "texts"),
    [
        ({}, None, {"first", "second", "both", "no"}),
        ({"/OFF": ["A"]}, None, {"second", "both", "no"}),
        ({"/OFF": ["A", "B"]}, None, {"no"}),
        ({"/BaseState": "/OFF", "/ON": ["B"]}, None, {"second", "both", "no"}),
        ({"/OFF": ["A"]}, {"/P": "/AllOn"}, {"second", "no"}),
        ({"/OFF": ["A"]}, {"/P": "/AnyOff"}, {"second", "both", "no"}),
        ({"/OFF": ["A"]}, {"/P": "/AllOff"}, {"second", "no"}),
        ({"/OFF": ["A"]}, {"/VE": ["/And", "B", ["/Not", "A"]]}, {"second", "both", "no"}),
        ({"/OFF": ["A"]}, {"/VE": ["/And", "A", "B"]}, {"second", "no"}),
    ],
)
def test_what_is_off_is_left_out(
    tmp_path: Path, default: dict[str, object], membership: dict[str, object] | None, texts: set[str]
) -> None:
    """By the default configuration, and for memberships by their policy or expression."""
    assert shown(layered(tmp_path / "a.pdf", default, membership)) == texts


def test_a_form_on_a_hidden_layer(tmp_path: Path) -> None:
    """A form that belongs to a layer is as hidden as marked content."""
    path = layered(tmp_path / "a.pdf", {"/OFF": ["A"]})
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        form = document.make_stream(b"BT /F1 10 Tf 57 500 Td (second form) Tj ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        form.Resources, form.OC = page.obj.Resources, page.obj.Resources.Properties.A
        page.obj.Resources.XObject = Dictionary(X=form)
        page.contents_add(document.make_stream(b"/X Do"))
        document.save(path)
    text = " ".join(block.text for block in reader.read(path, Limits()).blocks)
    assert "second layer" in text
    assert "first layer" not in text
    assert "second form" not in text


def test_nothing_is_rewritten_without_need(tmp_path: Path) -> None:
    """A file whose layers are all shown is read as it is."""
    assert without_hidden_layers(layered(tmp_path / "a.pdf", {})) is None
