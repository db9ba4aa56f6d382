"""Charts and diagrams."""

from indexer.read.office.drawings import read_drawing
from tests.indexer.read.word_files import CHART, CHART_NAMES, DIAGRAM

EXTENDED = """<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><cx:chartData><cx:data id="0">
<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">Asked</cx:pt><cx:pt idx="1">Hired</cx:pt></cx:lvl></cx:strDim>
<cx:numDim type="val"><cx:lvl><cx:pt idx="0">90</cx:pt><cx:pt idx="1">12</cx:pt></cx:lvl></cx:numDim>
</cx:data></cx:chartData>
<cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Crews</a:t></a:r></a:p></cx:rich></cx:tx></cx:title></cx:chart>
</cx:chartSpace>"""
LEVELS = f"""<c:chartSpace {CHART_NAMES}><c:ser><c:cat><c:multiLvlStrRef><c:multiLvlStrCache>
<c:lvl><c:pt idx="0"><c:v>Spring</c:v></c:pt><c:pt idx="1"><c:v>Autumn</c:v></c:pt></c:lvl>
<c:lvl><c:pt idx="0"><c:v>Vung</c:v></c:pt></c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>
<c:val><c:numLit><c:pt idx="0"><c:v>41</c:v></c:pt><c:pt idx="1"><c:v>57</c:v></c:pt></c:numLit></c:val>
</c:ser></c:chartSpace>"""


def test_a_chart_is_a_table() -> None:
    """Its title, the names of its series, and a row for each category, with values as they are shown."""
    assert list(read_drawing(CHART.encode())) == [
        ("paragraph", "Boats by port"),
        ("row", "2030 | 2031"),
        ("row", "Vung | 41.2% | 1250"),
        ("row", "Lota | 58.8%"),
    ]


def test_categories_of_several_levels() -> None:
    """The outer level is said with each inner one that it covers."""
    assert list(read_drawing(LEVELS.encode())) == [("row", "Vung Spring | 41"), ("row", "Vung Autumn | 57")]


def test_charts_of_newer_kinds() -> None:
    """Title and points."""
    assert list(read_drawing(EXTENDED.encode())) == [
        ("paragraph", "Crews"),
        ("row", "Asked | 90"),
        ("row", "Hired | 12"),
    ]


def test_a_diagram_is_a_list() -> None:
    """The words of each of its points."""
    assert list(read_drawing(DIAGRAM.encode())) == [("item", "Mend nets"), ("item", "Dry ropes")]
