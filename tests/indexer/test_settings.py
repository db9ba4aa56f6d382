"""Settings come from the environment, and one that cannot be used is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from indexer.errors import SettingsError
from indexer.fetch.hosts import Host
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.segments.limits import DocumentLimits
from indexer.settings import ROOT, Settings, check_folders, describe_settings
from tests.shared import settings_in

EVERY = {
    "VERBATIM_DATA_DIR": "/srv/data",
    "VERBATIM_CORPUS_DIR": "/srv/corpus",
    "VERBATIM_ENCODER": "none",
    "VERBATIM_HOST": "0.0.0.0",  # noqa: S104 - a value to be read, not a socket to be bound
    "VERBATIM_PORT": "8080",
    "VERBATIM_WORKERS": "2",
    "VERBATIM_BASE_URL": "https://search.example.org/docs/",
    "VERBATIM_QUERY_SECONDS": "0.5",
    "VERBATIM_PAGE_SIZE": "25",
    "VERBATIM_ENGINE": "Whoosh",
    "VERBATIM_LOG_QUERIES": "yes",
    "VERBATIM_LOG_JSON": "On",
    "VERBATIM_EMBED_ORIGINS": "https://intranet.example.org, http://localhost:8080",
    "VERBATIM_CORS_ORIGINS": "https://assistant.example.org",
    "VERBATIM_READ_MEBIBYTES": "512",
    "VERBATIM_READ_CPU_SECONDS": "9",
    "VERBATIM_READ_SECONDS": "12.5",
    "VERBATIM_READ_PAGES": "40",
    "VERBATIM_READ_CHARACTERS": "5000",
    "VERBATIM_READ_UNPACKED_MEBIBYTES": "8",
    "VERBATIM_OCR": "off",
    "VERBATIM_OCR_SECONDS": "90",
    "VERBATIM_OCR_PAGE_SECONDS": "5",
    "VERBATIM_DOCUMENT_CPU_SECONDS": "33",
    "VERBATIM_DOCUMENT_MEBIBYTES": "512",
    "VERBATIM_CONNECTIONS": "50",
    "VERBATIM_CLIENT_CONNECTIONS": "20",
    "VERBATIM_HEAD_SECONDS": "3",
    "VERBATIM_REQUEST_SECONDS": "12",
    "VERBATIM_CONCURRENCY": "40",
    "VERBATIM_PICTURES": "off",
    "VERBATIM_PICTURE_SECONDS": "4",
    "VERBATIM_PICTURE_PROCESSES": "1",
    "VERBATIM_PICTURE_MEBIBYTES": "100",
    "VERBATIM_SERVE_FILES": "none",
    "VERBATIM_CONTACT": "library@example.org",
    "VERBATIM_FETCH_HOSTS": "a.example, b.example:8080",
    "VERBATIM_FETCH_PRIVATE_HOSTS": "10.0.0.5:8080,",
    "VERBATIM_FETCH_DELAY": "0",
    "VERBATIM_FETCH_TIMEOUT": "2.5",
    "VERBATIM_FETCH_SECONDS": "60",
    "VERBATIM_FETCH_MEBIBYTES": "5",
    "VERBATIM_FETCH_ATTEMPTS": "1",
    "VERBATIM_FETCH_LONGEST_WAIT": "9",
    "VERBATIM_FETCH_FOLLOW_LIMIT": "7",
    "VERBATIM_FETCH_FOLLOW_DEPTH": "3",
}


def test_defaults() -> None:
    """An empty environment, blank variables and those of others give the defaults, for every part."""
    settings = settings_in({"VERBATIM_PORT": " ", "VERBATIM_HOST": "", "OTHER_PORT": "9"})
    assert settings == Settings()
    assert settings.corpus_dir == ROOT / "corpus"
    assert settings.read_limits() == Limits()


def test_every_setting_is_read() -> None:
    """Each field has its variable, and the variable sets it."""
    settings = settings_in(EVERY)
    assert set(EVERY) == {f"VERBATIM_{name.upper()}" for name in Settings.model_fields}
    assert settings.model_dump(exclude={"fetch_hosts", "fetch_private_hosts"}) == {
        "data_dir": Path("/srv/data"),
        "corpus_dir": Path("/srv/corpus"),
        "encoder": "none",
        "host": "0.0.0.0",  # noqa: S104 - as above
        "port": 8080,
        "workers": 2,
        "base_url": "https://search.example.org/docs",
        "query_seconds": 0.5,
        "page_size": 25,
        "engine": "whoosh",
        "log_queries": True,
        "log_json": True,
        "embed_origins": ("https://intranet.example.org", "http://localhost:8080"),
        "cors_origins": ("https://assistant.example.org",),
        "read_mebibytes": 512,
        "read_cpu_seconds": 9,
        "read_seconds": 12.5,
        "read_pages": 40,
        "read_characters": 5_000,
        "read_unpacked_mebibytes": 8,
        "ocr": False,
        "ocr_seconds": 90,
        "ocr_page_seconds": 5,
        "document_cpu_seconds": 33,
        "document_mebibytes": 512,
        "connections": 50,
        "client_connections": 20,
        "head_seconds": 3,
        "request_seconds": 12,
        "concurrency": 40,
        "pictures": False,
        "picture_seconds": 4,
        "picture_processes": 1,
        "picture_mebibytes": 100,
        "serve_files": "none",
        "contact": "library@example.org",
        "fetch_delay": 0,
        "fetch_timeout": 2.5,
        "fetch_seconds": 60,
        "fetch_mebibytes": 5,
        "fetch_attempts": 1,
        "fetch_longest_wait": 9,
        "fetch_follow_limit": 7,
        "fetch_follow_depth": 3,
    }
    assert settings.fetch_hosts == (Host("a.example"), Host("b.example", 8080))
    assert settings.fetch_private_hosts == (Host("10.0.0.5", 8080),)
    assert settings.fetch_bytes == 5 * MEBIBYTE
    assert settings.document_limits() == DocumentLimits(cpu=33, memory=512 * MEBIBYTE)
    assert settings.read_limits() == Limits(
        memory=512 * MEBIBYTE,
        cpu=9,
        wall=12.5,
        pages=40,
        characters=5_000,
        unpacked=8 * MEBIBYTE,
        ocr_seconds=0,
        ocr_page_seconds=5,
    )


def test_options_take_precedence() -> None:
    """Options of a command take precedence over the environment; options left out do not."""
    settings = settings_in({"VERBATIM_PORT": "8080", "VERBATIM_HOST": "::1"}, port=0, host=None)
    assert (settings.port, settings.host) == (0, "::1")


def test_settings_do_not_change() -> None:
    """Nothing can be set on the object that all parts share."""
    with pytest.raises(ValidationError):
        Settings().port = 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VERBATIM_PORT", "eighty"),
        ("VERBATIM_WORKERS", "0"),
        ("VERBATIM_WORKERS", "65"),
        ("VERBATIM_PORT", "65536"),
        ("VERBATIM_PORT", "-1"),
        ("VERBATIM_PORT", "1_0"),
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
        ("VERBATIM_CONTACT", "x\r\nHost: y"),
        ("VERBATIM_CONTACT", "bücherei@example.org"),
        ("VERBATIM_FETCH_HOSTS", "https://a.example"),
        ("VERBATIM_FETCH_PRIVATE_HOSTS", "a.example:port"),
        ("VERBATIM_FETCH_DELAY", "-1"),
        ("VERBATIM_FETCH_DELAY", "nan"),
        ("VERBATIM_FETCH_DELAY", "1e9"),
        ("VERBATIM_FETCH_TIMEOUT", "0"),
        ("VERBATIM_FETCH_SECONDS", "inf"),
        ("VERBATIM_FETCH_MEBIBYTES", "0"),
        ("VERBATIM_FETCH_ATTEMPTS", "many"),
        ("VERBATIM_FETCH_ATTEMPTS", "٣"),
        ("VERBATIM_FETCH_ATTEMPTS", "1.5"),
        ("VERBATIM_FETCH_FOLLOW_LIMIT", "9" * 5000),
        ("VERBATIM_FETCH_FOLLOW_DEPTH", "11"),
        ("VERBATIM_READ_PAGES", "none"),
    ],
)
def test_bad_value(variable: str, value: str) -> None:
    """A value that cannot be used is refused with the variable, the value and what it must be."""
    with pytest.raises(SettingsError) as error:
        settings_in({variable: value})
    assert str(error.value).startswith(f"{variable} is “{value}”, but it must be ")


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("VERBATIM_PORT", "no", "a whole number from 0 to 65535."),
        ("VERBATIM_READ_CHARACTERS", "1", "a whole number from 1000 to 1000000000."),
        ("VERBATIM_QUERY_SECONDS", "0", "a number of seconds above 0, 60 at most."),
        ("VERBATIM_FETCH_TIMEOUT", "0", "a number of seconds from 0.1 to 86400."),
        ("VERBATIM_LOG_JSON", "2", "on or off."),
        ("VERBATIM_ENGINE", "2", "image or whoosh."),
    ],
)
def test_bounds_are_told(variable: str, value: str, expected: str) -> None:
    """The message gives the bounds that the setting declares."""
    with pytest.raises(SettingsError) as error:
        settings_in({variable: value})
    assert str(error.value).endswith(f"it must be {expected}")


@pytest.mark.parametrize(
    ("variable", "nearest"),
    [
        ("VERBATIM_PROT", "VERBATIM_PORT"),
        ("VERBATIM_CORS_ORIGIN", "VERBATIM_CORS_ORIGINS"),
        ("VERBATIM_FETCHDELAY", "VERBATIM_FETCH_DELAY"),
        ("VERBATIM_DATA", "VERBATIM_DATA_DIR"),
    ],
)
def test_misspelt_variable(variable: str, nearest: str) -> None:
    """A variable that is no setting is an error that names the nearest one, even where it is blank."""
    for value in ("1", ""):
        with pytest.raises(SettingsError) as error:
            settings_in({variable: value})
        assert str(error.value) == f"There is no setting {variable}. Did you mean {nearest}?"


@pytest.mark.parametrize(("program", "status"), [(["indexer", "stats"], 1), (["service"], 2)])
@pytest.mark.parametrize("variable", ["VERBATIM_PORTS", "VERBATIM_PORT"])
def test_programs_end_with_one_line(program: list[str], status: int, variable: str) -> None:
    """Both programs refuse every setting that cannot be used, whether it is theirs or the other's."""
    environment = {**os.environ, variable: "x", "NO_COLOR": "1"}
    command = [sys.executable, "-m", *program]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, "")
    [line] = done.stderr.splitlines()
    assert variable in line


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
    assert settings_in({"VERBATIM_CORS_ORIGINS": given}).cors_origins == origins


def test_descriptions() -> None:
    """Every setting has a meaning, its default as people write it, and what it must be."""
    rows = {setting.variable: setting for setting in describe_settings()}
    assert all(setting.meaning.endswith(".") and setting.expected for setting in rows.values())
    assert rows["VERBATIM_PORT"][:3] == ("service", "VERBATIM_PORT", "8000")
    assert rows["VERBATIM_PORT"].expected == "a whole number from 0 to 65535"
    assert rows["VERBATIM_LOG_JSON"].default == "off"
    assert rows["VERBATIM_CORPUS_DIR"].default == "corpus"
    assert rows["VERBATIM_CORS_ORIGINS"].default == ""
    assert rows["VERBATIM_READ_SECONDS"].section == "read"
    assert rows["VERBATIM_CONTACT"].section == "fetch"


def test_folders_are_checked(tmp_path: Path) -> None:
    """A corpus without a manifest and a data folder that is a file are named; a data folder need not exist yet."""
    check_folders(Settings(data_dir=tmp_path / "new" / "data"))
    with pytest.raises(SettingsError, match="VERBATIM_CORPUS_DIR"):
        check_folders(Settings(corpus_dir=tmp_path, data_dir=tmp_path))
    (tmp_path / "file").write_text("", encoding="utf-8")
    for data in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(SettingsError, match="VERBATIM_DATA_DIR"):
            check_folders(Settings(data_dir=data))


def test_check_config(tmp_path: Path) -> None:
    """It prints the settings that are set, and ends with status 1 and the nearest name where one is misspelt."""

    def check(**settings: str) -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
        command = [sys.executable, "-m", "indexer", "check-config"]
        return subprocess.run(command, cwd=ROOT, env=kept | settings, capture_output=True, text=True, check=False)

    good = check(VERBATIM_DATA_DIR=str(tmp_path), VERBATIM_PORT="8080")
    assert (good.returncode, good.stdout.splitlines()) == (0, [f"VERBATIM_DATA_DIR={tmp_path}", "VERBATIM_PORT=8080"])
    bad = check(VERBATIM_PROT="8080")
    assert bad.returncode == 1
    assert "VERBATIM_PORT" in bad.stderr
