"""Lines and words as Tesseract writes them."""

import pytest

from indexer.read.ocr.hocr import RecognizedLine, RecognizedWord, mean_confidence, read_hocr

PAGE = """  <div class='ocr_page' id='page_1' title='image "unknown"; bbox 0 0 900 700; ppageno 0; scan_res 300 300'>
   <div class='ocr_carea' id='block_1_1' title="bbox 100 50 500 90"><p class='ocr_par' id='par_1_1' lang='eng' title="">
     <span class='ocr_{kind}' id='line_1_1' title="bbox 100 50 500 90; baseline 0.01 -8; x_size 40.5; x_asc 8">
      <span class='ocrx_word' id='word_1_1' title='bbox 100 50 200 90; x_wconf 96'>Nets</span>
      <span class='ocrx_word' id='word_1_2' title='bbox 220 50 300 90; x_wconf 60'>&amp;<em>bo&#39;ts</em></span>
      <span class='ocrx_word' id='word_1_3' title='bbox 320 50 330 90; x_wconf 12'> </span>
     </span>
     <span class='ocr_line' id='line_1_2' title="bbox 100 150 500 190; baseline 0 -8; x_size 40"></span>
   </p></div>
  </div>
"""


@pytest.mark.parametrize("kind", ["line", "header", "caption", "textfloat"])
def test_lines_have_words_with_places(kind: str) -> None:
    """Of every kind of line, without empty words and lines; the baseline is that of the line's middle."""
    (line,) = read_hocr(PAGE.format(kind=kind))
    assert line.words == (RecognizedWord("Nets", 100, 200, 50, 96), RecognizedWord("&bo'ts", 220, 300, 50, 60))
    assert (line.baseline, line.size, line.turns) == (90 - 8 + 0.01 * 200, 40.5, 0)
    assert line.text == "Nets &bo'ts"


def test_composed_letters() -> None:
    """Letters with accents are one character, as in all other texts."""
    (line,) = read_hocr(PAGE.format(kind="line").replace("Nets", "nga\u0300y"))
    assert line.words[0].text == "ngày"


@pytest.mark.parametrize(("tops", "turns"), [((50, 400), 3), ((400, 50), 1)])
def test_lines_on_their_side(tops: tuple[int, int], turns: int) -> None:
    """A line that is much higher than wide runs down or up; how it must be turned shows in the order of its words."""
    page = PAGE.format(kind="line").replace("bbox 100 50 500 90", "bbox 100 50 140 600")
    page = page.replace("100 50 200 90", f"100 {tops[0]} 140 99").replace("220 50 300 90", f"100 {tops[1]} 140 99")
    (line,) = read_hocr(page)
    assert line.turns == turns


def test_confidence_is_that_of_the_characters() -> None:
    """A long word counts for more than a short one; without words there is none."""
    line = RecognizedLine((RecognizedWord("ab", 0, 1, 0, 90), RecognizedWord("abcdef", 2, 3, 0, 50)), 0, 1)
    assert mean_confidence([line]) == line.confidence == 60
    assert mean_confidence([]) == 0
