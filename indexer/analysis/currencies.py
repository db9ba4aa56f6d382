"""Names, signs and codes of currencies, and words for large numbers."""

_NAMES = {
    "usd": "us dollar, american dollar, united states dollar, dollar us, dollar americain, dollar des etats unis,"
    " dolar estadounidense, dolar americano, dolar de los estados unidos, dolar de estados unidos, do la my",
    "nad": "namibia dollar, namibian dollar, dollar namibien, dolar namibio",
    "aud": "australian dollar, dollar australien, dolar australiano",
    "cad": "canadian dollar, dollar canadien, dolar canadiense",
    "nzd": "new zealand dollar",
    "hkd": "hong kong dollar",
    "sgd": "singapore dollar",
    "eur": "euro",
    "gbp": "pound sterling, british pound, livre sterling, libra esterlina",
    "jpy": "yen, japanese yen",
    "myr": "ringgit, malaysian ringgit, ringgit malaysia",
    "mga": "ariary, malagasy ariary, ariary malgache",
    "vnd": "dong, vietnamese dong, viet nam dong, vietnam dong, dong vietnamien, dong vietnamita",
    "cop": "colombian peso, peso colombiano, peso colombien",
    "mxn": "mexican peso, peso mexicano, peso mexicain",
    "php": "philippine peso, peso filipino",
    "zar": "rand, south african rand",
    "xof": "fcfa, f cfa, cfa franc, franc cfa, franco cfa",
    "dollar": "dollar, dolar, do la",
    "peso": "peso",
}
"""Names in the singular, folded. A code in capitals is a name too, but `dollar` and `peso` say no country."""

CODES = {"usd", "nad", "aud", "cad", "nzd", "hkd", "sgd", "eur", "gbp", "jpy", "myr", "mga", "vnd", "cop", "mxn", "php",
         "zar", "xof", "xaf", "chf", "cny", "inr", "idr", "thb"}  # fmt: skip
"""Codes of ISO 4217 that are read as such, in capitals or not."""

_OTHER_CODES = {"rm": "myr", "fcfa": "xof", "cfa": "xof"}
ABBREVIATIONS = {"Ar": "mga", "AR": "mga"}
"""Read only as written: `ar` is another word."""

SIGNS = {"$": "dollar", "€": "eur", "£": "gbp", "¥": "jpy", "₫": "vnd", "₱": "php"}
BEFORE_DOLLAR_SIGN = {
    "us": "usd", "usd": "usd", "n": "nad", "nad": "nad", "a": "aud", "au": "aud", "c": "cad", "ca": "cad", "nz": "nzd",
    "hk": "hkd", "s": "sgd", "cop": "cop", "col": "cop", "mex": "mxn", "mx": "mxn",
}  # fmt: skip
"""What stands before a dollar sign and says whose it is: `US$`, `N$`, `COP $`."""

GENERAL = {
    **dict.fromkeys(("usd", "nad", "aud", "cad", "nzd", "hkd", "sgd"), "dollar"),
    **dict.fromkeys(("cop", "mxn", "php"), "peso"),
}
"""What a currency is when its country is left out."""

UNLESS_SAID = {"dollar": "usd"}
"""The currency that a dollar is taken for where nothing says whose it is, so that `US$100` finds `$100`."""


def _plurals(name: str) -> list[str]:
    """A name of one or more words with any of its words in the plural."""
    forms = [""]
    for word in name.split():
        both = (word, "dolares" if word == "dolar" else f"{word}s")
        forms = [f"{before} {form}".strip() for before in forms for form in both]
    return forms


NAMES: dict[tuple[str, ...], str] = {
    **{
        tuple(form.split()): code
        for code, names in _NAMES.items()
        for name in names.split(", ")
        for form in _plurals(name)
    },
    **{(code,): code for code in CODES},
    **{(short,): code for short, code in _OTHER_CODES.items()},
}
"""The currency of every name and code, as folded words."""

LONGEST_NAME = max(map(len, NAMES))
BEFORE_NUMBERS = frozenset((*CODES, *_OTHER_CODES, *BEFORE_DOLLAR_SIGN, *map(str.lower, ABBREVIATIONS)))
"""Folded words with which an amount may start."""

SCALES = {
    **dict.fromkeys(("thousand", "mil", "mille", "nghìn", "ngàn", "ribu", "arivo"), 3),
    **dict.fromkeys("million millions millon millones milhao milhoes juta triệu trieu tapitrisa".split(), 6),
    **dict.fromkeys("billion billions milliard milliards bilhao bilhoes tỷ tỉ".split(), 9),
    **dict.fromkeys("trillion trillions billon billones".split(), 12),
}
"""Words for large numbers with their number of noughts, folded but for those of Vietnamese, which need their accents.

A *billion* is a thousand millions, as in English; Spanish *billón* is a million millions.
"""

SCALE_LETTERS = {"k": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9, "md": 9, "mds": 9}
"""Read as numbers only where a currency is named: `5m` may be five metres."""
