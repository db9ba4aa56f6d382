"""Files are passed on where their licence allows it."""

import pytest

from service.web.licences import allows_passing_on


@pytest.mark.parametrize(
    "licence",
    ["CC BY 4.0", "CC-BY-NC-SA 3.0 IGO", "cc0", "Creative Commons Attribution", "Public domain", "MIT",
     "Open Government Licence v3.0"],
)  # fmt: skip
def test_licences_that_allow_it(licence: str) -> None:
    """Licences by which anyone may pass a document on."""
    assert allows_passing_on(licence)


@pytest.mark.parametrize(
    "licence", ["", "All rights reserved", "© the publisher", "see page 2", "limited use", "acc by"]
)
def test_others(licence: str) -> None:
    """Without a licence, or with another, no one may."""
    assert not allows_passing_on(licence)
