"""Web pages that tests make: a text with all that surrounds it."""

STORY = """<h1>Guide to boats</h1>
<p>Boats need care every day, and <a href="/tools/kit.pdf">the <b>toolkit</b> for decks</a> says how to keep them sound
for many years to come.</p>
<h2>Decks&nbsp;and nets</h2>
<p>Mend every net before the boat leaves the harbour, and keep the walk&shy;ways free of rope and of hooks.</p>
<ul><li>First wash the deck with water from the quay.</li>
<li>Then dry it <a href="https://example.org/dry">with a mop</a>.<ul><li>A dry mop does best of all.</li></ul></li></ul>
<ol><li>Check the radio before the boat leaves.</li><li>Check the lamps after that.</li></ol>
<h3>Prices</h3>
<table><tr><th>Boat</th><th>Price</th></tr><tr><td>Dinghy</td><td>100</td></tr></table>
<blockquote><p>We never leave the harbour without a radio, said the captain of the ship.</p></blockquote>
<p>The last paragraph of the page has words enough to be kept by anyone who reads it.</p>"""

BLOCKS = [
    ("heading", 1, "Guide to boats"),
    (
        "paragraph",
        0,
        "Boats need care every day, and the toolkit for decks says how to keep them sound for many years to come.",
    ),
    ("heading", 2, "Decks and nets"),
    (
        "paragraph",
        0,
        "Mend every net before the boat leaves the harbour, and keep the walkways free of rope and of hooks.",
    ),
    ("item", 0, "First wash the deck with water from the quay."),
    ("item", 0, "Then dry it with a mop."),
    ("item", 0, "A dry mop does best of all."),
    ("item", 0, "1. Check the radio before the boat leaves."),
    ("item", 0, "2. Check the lamps after that."),
    ("heading", 3, "Prices"),
    ("row", 0, "Boat | Price"),
    ("row", 0, "Dinghy | 100"),
    ("quotation", 0, "We never leave the harbour without a radio, said the captain of the ship."),
    ("paragraph", 0, "The last paragraph of the page has words enough to be kept by anyone who reads it."),
]
"""The blocks that a reader must return for the story."""


def whole(body: str, head: str = "", lang: str = "en") -> str:
    """Build a page with menus, a search form, a banner on cookies, scripts and a footer around its text."""
    return f"""<!doctype html><html lang="{lang}"><head><title>Boats | Harbour</title>{head}
<script>var menu = "secret";</script><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About the harbour</a></li></ul></nav>
<form><label>Search <input></label><button>Go</button></form>
<main><article>{body}</article></main>
<aside><a href="/promo">Buy our calendar</a></aside>
<footer><p>Copyright of the harbour. We use cookies.</p><a href="/legal">Legal notice</a></footer></body></html>"""
