"""Translation of queries by a small glossary."""

from collections.abc import Sequence

import pytest

from indexer.records.thesaurus import Thesaurus
from service.query.expansion import Expander
from service.query.grammar import parse
from service.query.items import Expansion

GLOSSARY = (
    {"en": ("salt",), "es": ("sal",), "fr": ("sel",), "vi": ("muối",)},
    {"en": ("salt works",), "es": ("mina de sal",), "fr": ("mine de sel",), "vi": ("mỏ muối",)},
    {"en": ("mine",), "es": ("mina",), "fr": ("mine",), "vi": ("mỏ",)},
    {"en": ("report",), "es": ("informe",), "fr": ("rapport",), "vi": ("báo cáo",)},
    {"en": ("inform",), "es": ("informar",), "fr": ("informer",), "vi": ("báo cáo",)},
    {"en": ("worker",), "es": ("trabajador",), "fr": ("ouvrier",), "vi": ("công nhân",)},
    {"en": ("recognize",), "es": ("reconocer",), "fr": ("reconnaître",), "vi": ("công nhận",)},
)


def expansions(query: str, languages: Sequence[str] = ("en",), without: Sequence[str] = ()) -> list[Expansion]:
    return list(Expander(Thesaurus(glossary=GLOSSARY), languages).expand(parse(query), without).expansions)


def translated(query: str, languages: Sequence[str] = ("en",), without: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the expressions of a query and what each is translated as."""
    return [(each.original, each.text) for each in expansions(query, languages, without)]


def test_the_longest_expression_counts_most() -> None:
    """The words within an expression are translated, too, and count less."""
    found = {each.text: each for each in expansions("¿Dónde hay minas de sal?")}
    assert {text: each.clause_ords for text, each in found.items()} == {
        "salt works": (0, 1), "mine": (0,), "salt": (1,),
    }  # fmt: skip
    assert found["salt works"].translation > found["mine"].translation > 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("¿Cuáles son los informes?", [("informes", "report")]),
        ("¿A quién informaron?", [("informaron", "report")]),
        ("các công nhân được công nhận", [("công nhân", "worker"), ("công nhận", "recognize")]),
        ("nhiều báo cáo", [("báo cáo", "report"), ("báo cáo", "inform")]),
        ("bao cao ve cong nhan", [("bao cao", "report"), ("bao cao", "inform"), ("cong nhan", "worker"),
                                  ("cong nhan", "recognize")]),
    ],
)  # fmt: skip
def test_forms(query: str, expected: list[tuple[str, str]]) -> None:
    """A word is known by its form or else by its stem; a Vietnamese one by its syllables, which may be repeated."""
    assert translated(query) == expected


def test_a_word_that_both_languages_share_is_no_translation() -> None:
    """What has the same terms in the other language is found already, and not listed as a related term."""
    assert translated("¿A quién informaron?") == [("informaron", "report")]  # "inform" is the stem of both
    assert ("mine", "mine") in translated("Où est la mine ?")  # the stems differ


def test_words_with_several_meanings_count_less() -> None:
    """The more entries have a word, the less each translation counts, but never less than half."""
    one, several = expansions("¿Cuáles son los informes?")[0], expansions("¿A quién informaron?")[0]
    assert 1 == one.translation > several.translation > 0.5


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("Where is the salt report?", ("en", "es")),
        ("¿Dónde está el informe?", ("es", "en")),
        ("¿Dónde está el informe?", ("de",)),
        ('¿Dónde está "el informe"?', ("en",)),
        ("¿Dónde está -informe?", ("en",)),
        ("¿Dónde está inform*?", ("en",)),
    ],
)
def test_what_is_not_translated(query: str, languages: Sequence[str]) -> None:
    """A query in the language of most documents, into a language without any, phrases, exclusions and prefixes."""
    assert translated(query, languages) == []


def test_the_language_is_that_of_most_words() -> None:
    """Where stop words do not tell Spanish from French, the words that the glossary knows do."""
    assert translated("rapport de ouvriers") == [("rapport", "report"), ("ouvriers", "worker")]


def test_translations_that_the_reader_removed() -> None:
    """They are not added again."""
    assert translated("nhiều báo cáo", without=["Report"]) == [("báo cáo", "inform")]
