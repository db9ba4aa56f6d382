"""Currencies by the signs and names that amounts have, which some countries share: a franc CFA is XAF in Cameroon."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from indexer.corpus.toml_file import read_toml

Side = Literal["before", "after"]

MAX_SHARED_NAME = 5
"""A longer name that only one currency has ("lempiras") is unmistakable in any document."""


class _Currency(Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    after: tuple[str, ...]
    countries: tuple[str, ...] = ()


CURRENCIES: Mapping[str, _Currency] = read_toml(Path(__file__).with_name("currencies.toml"), dict[str, _Currency])


def _by_sign(side: Side) -> Mapping[str, list[str]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, currency in CURRENCIES.items():
        for sign in dict.fromkeys((*getattr(currency, side), code.lower())):
            codes[sign].append(code)
    return codes


SIGNS: Mapping[Side, Mapping[str, list[str]]] = {"before": _by_sign("before"), "after": _by_sign("after")}
"""The codes of the currencies that a sign before or after an amount may mean."""


def currency_of(sign: str, side: Side, countries: Collection[str] = ()) -> str:
    """Return the code of the currency that a sign means in a text about these countries, or an empty string.

    A sign that belongs to currencies of certain countries alone means nothing elsewhere: "L 7" is no money in France.
    """
    codes = SIGNS[side].get(sign, [])
    local = [code for code in codes if not set(countries).isdisjoint(CURRENCIES[code].countries)]
    is_own = [code for code in codes if not CURRENCIES[code].countries or sign == code.lower()]
    named = [code for code in codes if len(codes) == 1 and len(sign) > MAX_SHARED_NAME]
    return next(iter((*local, *is_own, *named)), "")
