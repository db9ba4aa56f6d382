"""Words that a conversion ran together are found by their parts, and shown as they are."""

from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from tests.conftest import build_index

TEXT = """# A survey of a mill

## Who was asked

The survey asked machine operators. Some machine operators work at night. Not all machine operators were there.

## What was found

In all 12 machineoperators were trained, nonetheless.
"""


@pytest.mark.parametrize("image", [True, False], ids=["image", "whoosh"])
def test_glue_is_found_and_marked(tmp_path: Path, *, image: bool) -> None:
    """Both words find it, the mark covers the whole of it, and the text stays as it was."""
    source = tmp_path / "mill.md"
    source.write_text(TEXT, encoding="utf-8")
    data = build_index(tmp_path / "data", source, briefing="never")
    assert open_generation(live_folder(data)).documents["mill"].run_together == (("machine", "operators"),)
    engine = LocalEngine(data, image=image)
    page = engine.search(SearchRequest("machine operators trained"))
    [hit] = page.hits[: page.total]
    marked = [part.text for snippet in hit.snippets for part in snippet if part.match]
    assert "machineoperators" in marked
    assert "12 machineoperators were" in hit.passage.text
    assert engine.search(SearchRequest('"machine operators were trained"')).total == 0
