"""What the renderer sends is checked before it is used."""

import msgspec
import pytest

from indexer.errors import ReadingError
from indexer.pictures.page_picture import (
    PagePicture,
    PlacedWord,
    decode_page,
    decode_response,
    encode_page,
    encode_response,
)

PICTURE = b"RIFF\0\0\0\0WEBP"
PAGE = PagePicture(3, 600.0, 800.0, {"1x": PICTURE}, (PlacedWord("shed", 0.1, 0.1, 0.2, 0.12),))


def test_a_page_comes_back_as_it_was() -> None:
    """Encoding loses nothing."""
    assert decode_page(encode_page(PAGE)) == PAGE
    assert decode_response(encode_response((PAGE,))) == (PAGE,)


def test_an_error_comes_back_as_one() -> None:
    """The worker's reason is raised here."""
    with pytest.raises(ReadingError, match="the file is damaged"):
        decode_response(encode_response(error="the file is damaged"))


@pytest.mark.parametrize(
    "page",
    [
        msgspec.structs.replace(PAGE, pictures={"1x": b"<svg onload=alert(1)>"}),
        msgspec.structs.replace(PAGE, pictures={"../1x": PICTURE}),
        msgspec.structs.replace(PAGE, width=0.0),
        msgspec.structs.replace(PAGE, height=float("inf")),
        msgspec.structs.replace(PAGE, words=(PlacedWord("shed", 0.1, 0.1, 1.2, 0.2),)),
        msgspec.structs.replace(PAGE, words=(PlacedWord("shed", 0.3, 0.1, 0.2, 0.2),)),
    ],
)
def test_what_is_no_page_is_refused(page: PagePicture) -> None:
    """Pictures that are none, unknown names, pages without size and words outside of them are refused."""
    with pytest.raises(ReadingError, match="invalid response"):
        decode_response(encode_response((page,)))


@pytest.mark.parametrize("response", [b"", b"\xc1", b"x" * 100, msgspec.msgpack.encode({"pages": 3})])
def test_nonsense_is_refused(response: bytes) -> None:
    """Whatever else is sent is refused."""
    with pytest.raises(ReadingError):
        decode_response(response)
