"""Characters of the symbol fonts, which files hold as codes that only the font can show."""

_LETTERS = {
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip("\"$'*-@\\^~", "∀∃∋∗−≅∴⊥∼", strict=True)),
}
_SIGNS = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓"  # from A0
    "°±″≥×∝∂•÷≠≡≈…|—↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑"
)
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x7F)},
    **{ord(letter): sign for letter, sign in _LETTERS.items()},
    **{0xA0 + at: sign for at, sign in enumerate(_SIGNS)},
    0xF1: "〉",
    0xF2: "∫",
}
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + at: chr(0x2460 + at) for at in range(10)},
    **{0x8C + at: chr(0x2776 + at) for at in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "☐"}
FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
UNKNOWN = "\ufffd"  # a sign that the font has and this table has not
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str | None, code: int) -> str:
    """Return the character that a font shows for a code, with or without F000 added; UNKNOWN where none is known."""
    signs = FONTS.get((font or "").lower())
    return signs.get(code - 0xF000 if code in _PRIVATE else code, UNKNOWN) if signs else UNKNOWN


def symbol_text(font: str | None, text: str) -> str:
    """Return a text in a symbol font as the characters that it shows; any other text as it is."""
    if (font or "").lower() not in FONTS:
        return text
    return "".join(char if char.isspace() else symbol(font, ord(char)) for char in text)
