"""The language of blocks and passages in mixed documents."""

import pytest

from indexer.documents.block_languages import PassageLanguages, block_languages, detect_by_script
from indexer.documents.page_text import build_page_texts
from indexer.read.blocks import make_block
from indexer.records.passage import Span
from indexer.records.reading import PageLabel

ENGLISH = "The inspectors went on board and looked at the nets before the boats left the harbour."
SPANISH = "Los inspectores subieron a bordo y revisaron las redes antes de que los barcos salieran del puerto."
FRENCH = "Les inspecteurs sont montés à bord et ont vérifié les filets avant que les bateaux quittent le port."
VIETNAMESE = "Các thanh tra viên đã lên tàu và kiểm tra lưới trước khi tàu rời cảng vào buổi sáng."
MALAY = "Para pemeriksa naik ke kapal dan memeriksa jala sebelum kapal meninggalkan pelabuhan."


@pytest.mark.parametrize("main", ["en", "es", "fr", "vi"])
def test_long_blocks_tell_their_language(main: str) -> None:
    """The language of a long block is detected, whatever the document's main language."""
    texts = (ENGLISH, SPANISH, FRENCH, VIETNAMESE)
    assert block_languages([make_block("paragraph", text) for text in texts], main) == ["en", "es", "fr", "vi"]


def test_scripts_tell_their_language() -> None:
    """A block in another script is never in its document's language, however short; a claim among several holds."""
    texts = (ENGLISH, "港口", "बंदर", "항구는 닫혔다.", ENGLISH)
    assert block_languages([make_block("paragraph", text) for text in texts], "en") == ["en", "zh", "hi", "ko", "en"]
    assert block_languages([make_block("paragraph", "बंदरात बालकामगारांना बंदी आहे")], "mr") == ["mr"]


def test_the_model_tells_languages_of_one_script() -> None:
    """Bulgarian is not Russian."""
    assert (
        detect_by_script("Пристанището забранява детския труд и всяка година публикува доклад за това.", "en") == "bg"
    )
    assert detect_by_script(ENGLISH, "en") == ""


def test_short_blocks_go_with_their_neighbours() -> None:
    """Items and rows with the text before them, headings with the text after them."""
    blocks = [
        make_block("item", "Nets"),
        make_block("paragraph", ENGLISH),
        make_block("heading", "Redes", level=1),
        make_block("paragraph", SPANISH),
        make_block("item", "12 %"),
        make_block("row", "A | B"),
        make_block("heading", "Boats", level=1),
    ]
    assert block_languages(blocks, "en") == ["en", "en", "es", "es", "es", "es", "en"]


def test_names_and_figures_do_not_change_the_language() -> None:
    """A list of names, of figures, or an address leave a block in the document's language."""
    names = "Antananarivo, Bogotá, Kuala Lumpur, Windhoek, Hà Nội, Bruxelles, Genève, La Paz, São Paulo"
    figures = "2019 | 12 | 14.5 % | 33 | 2020 | 18 | 22.1 % | 41"
    blocks = [make_block("paragraph", text) for text in (ENGLISH, names, figures, ENGLISH)]
    assert block_languages(blocks, "en") == ["en"] * 4


def test_other_languages_must_be_plausible() -> None:
    """A language that only the manifest names is among those told; one without a model leaves all as it is."""
    blocks = [make_block("paragraph", text) for text in (MALAY, ENGLISH)]
    assert block_languages(blocks, "en", ["en", "ms"]) == ["ms", "en"]
    assert block_languages(blocks, "tlh") == ["tlh", "tlh"]
    assert block_languages([], "en") == []


def test_a_passage_is_in_the_language_of_most_of_its_words() -> None:
    """A passage over two blocks has the language of the longer one's share."""
    blocks = (make_block("paragraph", ENGLISH), make_block("paragraph", SPANISH, 2))
    layout = build_page_texts((PageLabel(1, "1"), PageLabel(2, "2")), blocks)
    languages = PassageLanguages(layout.blocks, ["en", "es"], layout.pages)
    whole = [Span(1, 0, len(ENGLISH)), Span(2, 0, len(SPANISH))]
    assert languages.language_of(whole[:1]) == "en"
    assert languages.language_of(whole) == "es"
    assert languages.language_of([whole[0], Span(2, 0, 20)]) == "en"
    assert languages.language_of([]) in ("en", "es")
