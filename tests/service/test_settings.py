"""Settings come from the environment, and a bad one is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from indexer.errors import SettingsError
from service.settings import Settings


def test_defaults() -> None:
    """An empty environment gives the defaults."""
    assert Settings.from_environment({}) == Settings()


def test_every_setting_is_read() -> None:
    """Each field has its variable, and the variable sets it."""
    given = {
        "VERBATIM_DATA_DIR": "/srv/data",
        "VERBATIM_HOST": "0.0.0.0",  # noqa: S104 - a value to be read, not a socket to be bound
        "VERBATIM_PORT": "8080",
        "VERBATIM_WORKERS": "2",
        "VERBATIM_BASE_URL": "https://search.example.org/docs/",
        "VERBATIM_QUERY_SECONDS": "0.5",
        "VERBATIM_LOG_QUERIES": "yes",
        "VERBATIM_LOG_JSON": "On",
        "VERBATIM_PAGE_SIZE": "25",
        "VERBATIM_ENGINE": "Whoosh",
        "VERBATIM_EMBED_ORIGINS": "https://intranet.example.org, http://localhost:8080",
        "VERBATIM_CORS_ORIGINS": "https://assistant.example.org",
    }
    settings = Settings.from_environment(given)
    assert settings == Settings(
        data_dir=Path("/srv/data"),
        host="0.0.0.0",  # noqa: S104 - as above
        port=8080,
        workers=2,
        base_url="https://search.example.org/docs",
        query_seconds=0.5,
        log_queries=True,
        log_json=True,
        page_size=25,
        engine="whoosh",
        embed_origins=("https://intranet.example.org", "http://localhost:8080"),
        cors_origins=("https://assistant.example.org",),
    )
    assert set(given) == {f"VERBATIM_{field.name.upper()}" for field in fields(Settings)}


def test_blank_is_default() -> None:
    """A variable that is set to nothing leaves the default."""
    assert Settings.from_environment({"VERBATIM_PORT": " ", "OTHER_PORT": "9"}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VERBATIM_PORT", "eighty"),
        ("VERBATIM_WORKERS", "0"),
        ("VERBATIM_WORKERS", "65"),
        ("VERBATIM_PORT", "65536"),
        ("VERBATIM_PORT", "-1"),
        ("VERBATIM_PORT", "٨"),
        ("VERBATIM_PORT", "9" * 5000),
        ("VERBATIM_QUERY_SECONDS", "0"),
        ("VERBATIM_ENGINE", "lucene"),
        ("VERBATIM_QUERY_SECONDS", "nan"),
        ("VERBATIM_QUERY_SECONDS", "inf"),
        ("VERBATIM_QUERY_SECONDS", "soon"),
        ("VERBATIM_LOG_JSON", "maybe"),
        ("VERBATIM_PAGE_SIZE", "0"),
        ("VERBATIM_PAGE_SIZE", "51"),
        ("VERBATIM_BASE_URL", "search.example.org"),
        ("VERBATIM_BASE_URL", "javascript:alert(1)"),
        ("VERBATIM_EMBED_ORIGINS", "*"),
        ("VERBATIM_EMBED_ORIGINS", "null"),
        ("VERBATIM_EMBED_ORIGINS", "intranet.example.org"),
        ("VERBATIM_EMBED_ORIGINS", "https://*.example.org"),
        ("VERBATIM_EMBED_ORIGINS", "https://intranet.example.org/page"),
        ("VERBATIM_EMBED_ORIGINS", "https://a.example; script-src 'unsafe-inline'"),
        ("VERBATIM_EMBED_ORIGINS", "https://user@intranet.example.org"),
        ("VERBATIM_EMBED_ORIGINS", "https://intranet.example.org:0"),
        ("VERBATIM_EMBED_ORIGINS", "https://intranet.example.org, 'self'"),
        ("VERBATIM_CORS_ORIGINS", "ftp://intranet.example.org"),
        ("VERBATIM_CORS_ORIGINS", "https://[::1"),
        ("VERBATIM_BASE_URL", "https://"),
        ("VERBATIM_BASE_URL", "https://example.org:port"),
        ("VERBATIM_BASE_URL", "https://example.org/?a=b"),
        ("VERBATIM_BASE_URL", "https://example.org/a b"),
    ],
)
def test_bad_value(variable: str, value: str) -> None:
    """A value that cannot be used is refused with the variable, the value and what it must be."""
    with pytest.raises(SettingsError, match=variable) as error:
        Settings.from_environment({variable: value})
    assert f"“{value}”" in str(error.value)
    assert "must be" in str(error.value)


@pytest.mark.parametrize(
    ("given", "origins"),
    [
        ("https://A.example.org/", ("https://a.example.org",)),
        ("https://a.example:443 http://b.example:80", ("https://a.example", "http://b.example")),
        ("http://127.0.0.1:9000,http://127.0.0.1:9000", ("http://127.0.0.1:9000",)),
        ("http://[::1]:9000", ("http://[::1]:9000",)),
    ],
)
def test_origins(given: str, origins: tuple[str, ...]) -> None:
    """Origins are kept in the form in which browsers send them, once each."""
    assert Settings.from_environment({"VERBATIM_CORS_ORIGINS": given}).cors_origins == origins
