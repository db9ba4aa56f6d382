"""One actor, however its name is written."""

import pytest

from service.registers.actor_labels import actor_key, actor_labels


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Ministry of Labour", "ministry-of-labour"),
        ("Ministry of Labour", "ministry-of-labour"),
        ("El Ministerio de Trabajo", "ministerio-de-trabajo"),
        ("l’État", "etat"),
        ("The", "the"),
        ("…", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    """Case, accents, punctuation and articles make no difference."""
    assert actor_key(name) == key


def test_labels() -> None:
    """An actor is called as it is written most often, without the article; names of nothing are left out."""
    names = ["the Ministry", "The ministry", "the Ministry", "…", "the ILO"]
    assert actor_labels(names) == {"ministry": "Ministry", "ilo": "ILO"}
