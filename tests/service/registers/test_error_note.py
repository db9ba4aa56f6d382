"""The note by which a reader reports a wrong record."""

import datetime
from pathlib import Path

import httpx
import pytest

from indexer.corpus.status_notes import load_status_notes
from service.registers.error_note import error_note
from tests.service.conftest import get

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("register", ["commitments", "figures"])
def test_the_note_is_one_that_the_corpus_reads(tmp_path: Path, register: str) -> None:
    """The prepared note is valid as it is: an editor saves it in corpus/status."""
    path = tmp_path / "errors.toml"
    text = error_note(
        f"https://search.example.org/{register}/a-1", "https://search.example.org/passages/a", datetime.date(2026, 3, 1)
    )
    path.write_text(text, encoding="utf-8")
    (note,) = load_status_notes((path,))
    assert (note.statement, note.status, note.date) == ("a-1", "mistaken", datetime.date(2026, 3, 1))


@pytest.mark.parametrize("register", ["commitments", "figures"])
async def test_every_record_can_be_reported(client: httpx.AsyncClient, register: str) -> None:
    """The page of a record prepares the note with its permanent link; nothing is sent."""
    record = (await client.get(f"/api/v1/{register}?page_size=1")).json()["results"][0]
    page = await get(client, f"/{register}/{record['id']}")
    note = next(each for each in page.all("pre") if each.attributes.get("id") == "error-note")
    assert f'reference = "{record["permalink"]}"' in note.text
    assert not [form for form in page.all("form") if form.attributes.get("method") == "post"]
