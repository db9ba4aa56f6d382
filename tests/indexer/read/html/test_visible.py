"""What of a web page is not seen."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.visible import remove_invisible
from indexer.read.omissions import Omissions


def seen(source: str) -> tuple[str, Omissions]:
    page, omissions = LexborHTMLParser(source), Omissions()
    remove_invisible(page, omissions)
    assert page.body is not None
    return " ".join(page.body.text(separator=" ").split()), omissions


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>two words</p>",
        "<p style='color:red; display : none'>two words</p>",
        "<p style='visibility:hidden'>two <b>words</b></p>",
        "<p style='opacity:0'>two words</p>",
        "<p style='font-size:0px'>two words</p>",
        "<span aria-hidden='true'>two words</span>",
        "<p style='position:absolute; left:-9999px'>two words</p>",
        "<style>.x{position:absolute;clip:rect(0, 0, 0, 0)}</style><p class=x>two words</p>",
        "<p style='color:#FFF'>two words</p>",
        "<div style='background:#123456'><p style='color: #123456'>two words</p></div>",
        "<style>.gone{display:none}</style><p class=gone>two words</p>",
        "<style>p.a {visibility: hidden !important} .a {color: red}</style><p class=a>two words</p>",
    ],
)
def test_hidden_elements_are_left_out_and_counted(hidden: str) -> None:
    """By attributes, styles, the page's own style sheets, and the color of the background."""
    text, omissions = seen(f"<p>Before.</p>{hidden}<p>After.</p>")
    assert (text, omissions.hidden, omissions.struck) == ("Before. After.", 2, 0)


@pytest.mark.parametrize(
    "never",
    ["<template><p>words</p></template>", "<noscript>words</noscript>", "<!-- words -->", "<script>words</script>"],
)
def test_what_is_never_shown_is_not_counted(never: str) -> None:
    """Templates, copies for browsers without scripts, comments and scripts."""
    assert seen(f"<p>Before.</p>{never}") == ("Before.", Omissions())


@pytest.mark.parametrize(
    "struck",
    [
        "<s>old</s>",
        "<del><p>old</p></del>",
        "<strike>old</strike>",
        "<span style='text-decoration: red line-through'>old</span>",
        "<style>.x{text-decoration-line:line-through}</style><i class=x>old</i>",
    ],
)
def test_struck_words_are_left_out_and_counted(struck: str) -> None:
    """By elements and by styles."""
    text, omissions = seen(f"<div>Pay {struck} new</div>")
    assert ("old" in text, omissions.struck, omissions.hidden) == (False, 1, 0)


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='color:#fff;background:#000'>words</p>",
        "<div style='background:navy'><p style='color:white'>words</p></div>",
        "<style>@media print {p {display:none}} p:hover {display:none}</style><p>words</p>",
        "<style>.a{display:none} p.a.b{display:block}</style><p class='a b'>words</p>",
        "<style>.a{display:none}</style><p class=a style='display:block'>words</p>",
        "<p hidden=until-found>words</p>",
        "<div style='font-size:0'><p style='font-size:14px'>words</p></div>",
        "<main style='visibility:hidden'>words</main>",
        "<p style='opacity:0.5'>words</p>",
        "<link rel=stylesheet href=a.css><p style='color:white'>words</p>",
        "<style>]]{{ @x</style><p>words</p>",
    ],
)
def test_what_can_be_seen_stays(shown: str) -> None:
    """Other media and states, stronger rules, and colors on what the page does not say."""
    assert seen(shown) == ("words", Omissions())


def test_what_is_seen_and_not_read_is_counted() -> None:
    """Drawings with several words in them, and pages inside the page; no signs."""
    drawing = "<svg><text>Boats by port</text><text>Vung</text></svg><svg><text>x</text></svg>"
    _, omissions = seen(f"<p>Before.</p>{drawing}<iframe src='https://a.example/map'></iframe><iframe></iframe>")
    assert omissions.warnings() == ("1 drawing with words left out", "1 embedded page left out")
