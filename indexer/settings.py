"""The settings of every part: one object, read from the VERBATIM_ variables once, and passed on from there."""

import os
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from annotated_types import Ge, Gt, Le
from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from indexer.errors import SettingsError
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.urls import PORTS
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.segments.limits import DocumentLimits

PREFIX = "VERBATIM_"

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds the code: a checkout, or the packages of an environment."""

_PACKAGED = Path(__file__).with_name("_corpus")

CORPUS = _PACKAGED if _PACKAGED.is_dir() else ROOT / "corpus"
"""The corpus that comes with the program: a wheel carries it inside the package."""

DAY = 86_400.0

MAX_PAGE_SIZE = 50
MAX_PORT = 65_535
MAX_QUERY_SECONDS = 60
MAX_PICTURE_SECONDS = 120
MAX_WORKERS = 64

_READ = Limits()
_DOCUMENT = DocumentLimits()
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+:[0-9a-f:.]*")


class _Expected(str):
    """What a value must be, for messages and documentation, where its type and bounds do not say it."""

    __slots__ = ()


def _digits(value: object) -> object:
    """Refuse digits of other scripts, signs and underscores, which int() takes."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError
    return value


def _casefold(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    is_valid = parts.scheme in PORTS and parts.hostname and parts.port != 0
    if not is_valid or parts.query or parts.fragment or parts.username or any(char.isspace() for char in text):
        raise ValueError
    return text.rstrip("/")


def _origins(value: object) -> object:
    """Return origins between commas or spaces, once each, in the form in which browsers send them."""
    texts = value.replace(",", " ").split() if isinstance(value, str) else value
    return tuple(dict.fromkeys(map(_origin, texts))) if isinstance(texts, (list, tuple)) else value


def _origin(text: str) -> str:
    parts = urlsplit(text)
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in PORTS or not _HOST.fullmatch(host) or parts.username is not None:
        raise ValueError
    if parts.path not in ("", "/") or parts.query or parts.fragment or port == 0:
        raise ValueError
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + ("" if port in (None, PORTS[parts.scheme]) else f":{port}")


def _contact(text: str) -> str:
    """Refuse what could end the User-Agent header or its comment."""
    if not (text.isascii() and text.isprintable()) or set(text) & set("()<>\\"):
        raise ValueError
    return text


def _hosts(value: object) -> object:
    return tuple(parse_host(each) for each in value.split(",") if each.strip()) if isinstance(value, str) else value


Count = Annotated[int, BeforeValidator(_digits)]
Seconds = Annotated[float, Field(allow_inf_nan=False)]
Switch = Annotated[bool, _Expected("on or off")]
Engine = Annotated[Literal["image", "whoosh"], BeforeValidator(_casefold), _Expected("image or whoosh")]
ServeFiles = Annotated[
    Literal["licensed", "all", "none"], BeforeValidator(_casefold), _Expected("licensed, all or none")
]
BaseUrl = Annotated[
    str, BeforeValidator(_base_url), _Expected("a URL such as https://search.example.org, without a query")
]
Origins = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_origins),
    _Expected("origins such as https://intranet.example.org (scheme and host only), separated by commas"),
]
Hosts = Annotated[
    tuple[Host, ...],
    NoDecode,
    BeforeValidator(_hosts),
    _Expected("hosts such as www.example.org or 10.0.0.5:8080, separated by commas"),
]
Contact = Annotated[str, BeforeValidator(_contact), _Expected("an e-mail or web address in ASCII characters")]


class Settings(BaseSettings):
    """The settings of Verbatim. The field `data_dir` is the variable VERBATIM_DATA_DIR, and so on.

    Arguments take precedence over variables; a variable that is blank leaves the default.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, validate_default=False)

    data_dir: Path = Field(
        default=Path("var"),
        description="Folder of the index. The indexer writes it; the service reads it and keeps pictures of pages "
        "there. A relative path is resolved against the current folder.",
    )
    corpus_dir: Path = Field(
        default=CORPUS,
        description="Folder of the manifest, the taxonomy and the documents. Only the indexer reads it: "
        "each index carries its own copy of what the service needs.",
    )

    encoder: str = Field(
        default="",
        description="The model by which words of other languages are found that mean the same: the one that comes with "
        "the program, the folder of an ONNX model in the layout of sentence-transformers, or `none`. "
        "The indexer and the service need the same.",
    )

    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. `0.0.0.0` or `::` accepts other machines: put a server that terminates TLS "
        "in front of it.",
    )
    port: Count = Field(default=8000, ge=0, le=MAX_PORT, description="Port to listen on; `0` takes any free one.")
    workers: Count = Field(
        default=1,
        ge=1,
        le=MAX_WORKERS,
        description="Number of worker processes: one for each spare processor. They share the index in memory; "
        "each needs about 150 MB more.",
    )
    base_url: BaseUrl = Field(
        default="",
        description="URL at which readers reach the service, such as `https://search.example.org/reports`. "
        "Permalinks are then absolute, and its path is put before every link.",
    )
    query_seconds: Seconds = Field(
        default=2.0,
        gt=0,
        le=MAX_QUERY_SECONDS,
        description="Time that one search may take, in seconds. A longer one gets status 503.",
    )
    connections: Count = Field(
        default=1_000,
        ge=2,
        le=100_000,
        description="Connections that one worker keeps open, as far as its limit of open files allows. Where there are "
        "more, the one that has waited longest for a request is closed.",
    )
    client_connections: Count = Field(
        default=200,
        ge=1,
        le=100_000,
        description="Connections of one address. Behind a proxy, which is one address, set it to what the proxy opens.",
    )
    head_seconds: Seconds = Field(
        default=10.0, ge=0.1, le=DAY, description="Time for the head of a request to arrive, in seconds."
    )
    request_seconds: Seconds = Field(
        default=30.0, ge=0.1, le=DAY, description="Time for a request to arrive whole after its head, in seconds."
    )
    concurrency: Count = Field(
        default=200,
        ge=1,
        le=100_000,
        description="Requests that one worker answers at the same time. More get status 503 at once, with Retry-After.",
    )
    page_size: Count = Field(default=10, ge=1, le=MAX_PAGE_SIZE, description="Results per page.")
    engine: Engine = Field(
        default="image",
        description="What is searched: `image`, the arrays written when the index was built, or `whoosh`, "
        "the Whoosh index, with the same results, but many times slower.",
    )
    log_queries: Switch = Field(default=False, description="`on` logs the text of queries.")
    log_json: Switch = Field(default=False, description="`on` writes the log as JSON, one object per line.")
    embed_origins: Origins = Field(
        default=(),
        description="Origins whose pages may show the compact page `/embed` in a frame, such as "
        "`https://intranet.example.org`, separated by commas. Default: none.",
    )
    cors_origins: Origins = Field(
        default=(),
        description="Origins whose scripts may read the API from a browser, separated by commas. Default: none.",
    )
    pictures: Switch = Field(
        default=True, description="`off` shows the pages of PDF files as text alone, without their pictures."
    )
    picture_seconds: Seconds = Field(
        default=10.0,
        ge=1,
        le=MAX_PICTURE_SECONDS,
        description="Time that making the picture of a page may take, in seconds. A longer one gets status 503.",
    )
    picture_processes: Count = Field(
        default=2, ge=1, le=MAX_WORKERS, description="Pages that one worker renders at the same time."
    )
    picture_mebibytes: Count = Field(
        default=500,
        ge=0,
        le=1_000_000,
        description="Size of the pictures that are kept in the folder of the index, in mebibytes. The service writes "
        "nothing else there; where it may not, each picture is made again.",
    )
    serve_files: ServeFiles = Field(
        default="licensed",
        description="Which indexed PDF files readers may open: `licensed`, those whose licence in the manifest lets "
        "anyone pass them on (Creative Commons, public domain, open government licences), `all` or `none`.",
    )

    read_mebibytes: Count = Field(
        default=_READ.memory // MEBIBYTE,
        ge=256,
        le=100_000,
        description="Memory (address space) of the process that reads a file, in mebibytes.",
    )
    read_cpu_seconds: Count = Field(default=_READ.cpu, ge=1, le=86_400, description="Processor time that it may take.")
    read_seconds: Seconds = Field(
        default=_READ.wall,
        ge=1,
        le=DAY,
        description="Elapsed time that it may take, for disks that do not answer: "
        "on a busy computer, reading takes several times its processor time.",
    )
    read_pages: Count = Field(
        default=_READ.pages, ge=1, le=1_000_000, description="Pages or slides that a file may have."
    )
    read_characters: Count = Field(
        default=_READ.characters, ge=1_000, le=1_000_000_000, description="Characters that its text may have."
    )
    read_unpacked_mebibytes: Count = Field(
        default=_READ.unpacked // MEBIBYTE,
        ge=1,
        le=100_000,
        description="Size to which the text of a Word or PowerPoint file may unpack, in mebibytes.",
    )
    ocr: Switch = Field(
        default=True,
        description="`off` does not read PDF pages that are pictures. Reading them needs Tesseract with the packs of "
        "the documents' languages.",
    )
    ocr_seconds: Count = Field(
        default=_READ.ocr_seconds,
        ge=1,
        le=86_400,
        description="Processor time for reading the pictures of one file, in seconds. Pages after that are not read.",
    )
    ocr_page_seconds: Count = Field(
        default=_READ.ocr_page_seconds, ge=1, le=3_600, description="The same for one page, in seconds."
    )

    document_cpu_seconds: Count = Field(
        default=_DOCUMENT.cpu,
        ge=1,
        le=86_400,
        description="Processor time that it may take to divide a document and index its passages, in seconds for each "
        "million characters of its text, or part of a million.",
    )
    document_mebibytes: Count = Field(
        default=_DOCUMENT.memory // MEBIBYTE,
        ge=64,
        le=1_000_000,
        description="Memory (address space) that this may take, in mebibytes.",
    )

    contact: Contact = Field(
        default="",
        description="An e-mail or web address at which a host's administrators can reach you, sent with every request.",
    )
    fetch_hosts: Hosts = Field(
        default=(),
        description="Hosts to fetch from besides the manifest's `allowed_hosts`, separated by commas.",
    )
    fetch_private_hosts: Hosts = Field(
        default=(),
        description="The same for hosts inside your own network. Any other host is refused where its name leads to a "
        "private, loopback, link-local or otherwise special address.",
    )
    fetch_delay: Seconds = Field(
        default=1.0,
        ge=0,
        le=DAY,
        description="Seconds between two requests to one host; its `robots.txt` may ask for more.",
    )
    fetch_timeout: Seconds = Field(default=30.0, ge=0.1, le=DAY, description="Seconds to wait for a silent host.")
    fetch_seconds: Seconds = Field(default=600.0, ge=0.1, le=DAY, description="Seconds that one file may take in all.")
    fetch_mebibytes: Count = Field(
        default=200, ge=1, le=100_000, description="Size that one file may have, in mebibytes."
    )
    fetch_attempts: Count = Field(default=4, ge=1, le=20, description="Attempts at one file in a run.")
    fetch_longest_wait: Seconds = Field(
        default=120.0,
        ge=0,
        le=DAY,
        description="Seconds: a host that asks for a longer pause is left to a later run.",
    )
    fetch_follow_limit: Count = Field(
        default=100, ge=0, le=10_000, description="Maximum number of new links in one run with `--follow`."
    )
    fetch_follow_depth: Count = Field(
        default=2,
        ge=1,
        le=10,
        description="Links that a followed document may be away from one that the corpus itself holds.",
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_blank(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Strip texts, and leave the default where nothing remains."""
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value != ""}

    def read_limits(self) -> Limits:
        """Return what one file may cost to read."""
        return Limits(
            memory=self.read_mebibytes * MEBIBYTE,
            cpu=self.read_cpu_seconds,
            wall=self.read_seconds,
            pages=self.read_pages,
            characters=self.read_characters,
            unpacked=self.read_unpacked_mebibytes * MEBIBYTE,
            ocr_seconds=self.ocr_seconds if self.ocr else 0,
            ocr_page_seconds=self.ocr_page_seconds,
        )

    def document_limits(self) -> DocumentLimits:
        """Return what one document may cost to divide and index."""
        return DocumentLimits(cpu=self.document_cpu_seconds, memory=self.document_mebibytes * MEBIBYTE)

    @property
    def fetch_bytes(self) -> int:
        """The size that one fetched file may have, in bytes."""
        return self.fetch_mebibytes * MEBIBYTE


class Setting(NamedTuple):
    """A setting for the documentation: `section` is the part that it belongs to, `expected` what a value must be."""

    section: Literal["both", "service", "read", "fetch"]
    variable: str
    default: str
    meaning: str
    expected: str


def load_settings(**options: object) -> Settings:
    """Return the settings of the environment; `options` of a command that are not None take precedence.

    Raise SettingsError where a value cannot be used, or where no setting has the name of a VERBATIM_ variable.
    """
    variables = {PREFIX + name.upper(): name for name in Settings.model_fields}
    for variable in sorted(os.environ):
        if variable.startswith(PREFIX) and variable not in variables:
            nearest = max(variables, key=lambda known: SequenceMatcher(None, variable, known).ratio())
            raise SettingsError(f"There is no setting {variable}. Did you mean {nearest}?")
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]  # validated there
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        expected = _expected(Settings.model_fields[name])
        raise SettingsError(f"{PREFIX}{name.upper()} is “{first['input']}”, but it must be {expected}.") from None


def check_folders(settings: Settings) -> None:
    """Raise SettingsError where the corpus has no manifest, or where this user may not write the data folder."""
    manifest = settings.corpus_dir / "manifest.toml"
    if not manifest.is_file():
        raise SettingsError(f"{PREFIX}CORPUS_DIR is “{settings.corpus_dir}”, but there is no {manifest.name} in it.")
    existing = next(each for each in (settings.data_dir, *settings.data_dir.absolute().parents) if each.exists())
    if not existing.is_dir():
        raise SettingsError(f"{PREFIX}DATA_DIR is “{settings.data_dir}”, but {existing} is no folder.")
    if not os.access(existing, os.R_OK | os.W_OK | os.X_OK):
        raise SettingsError(f"{PREFIX}DATA_DIR is “{settings.data_dir}”, but this user may not write to {existing}.")


def describe_settings() -> Iterator[Setting]:
    """Yield every setting in the order of the documentation; `make docs` writes its tables from this."""
    for name, info in Settings.model_fields.items():
        section, _, _ = name.partition("_")
        part: Literal["both", "service", "read", "fetch"] = "service"
        if name in ("data_dir", "corpus_dir", "encoder"):
            part = "both"
        elif section in ("read", "ocr", "document"):
            part = "read"
        elif section in ("fetch", "contact"):
            part = "fetch"
        yield Setting(part, PREFIX + name.upper(), _default(info), info.description or "", _expected(info))


def _default(info: FieldInfo) -> str:
    match info.default:
        case bool():
            return "on" if info.default else "off"
        case float():
            return f"{info.default:g}"
        case tuple():
            return ", ".join(map(str, info.default))
        case Path() if info.default == CORPUS:
            return "corpus"
        case _:
            return str(info.default)


def _expected(info: FieldInfo) -> str:
    """Return what a value of a field must be, in words: its own, or those of its type and bounds."""
    low = high = above = None
    for each in info.metadata:
        match each:
            case _Expected():
                return str(each)
            case Ge():
                low = each.ge
            case Gt():
                above = each.gt
            case Le():
                high = each.le
    kind = "whole number" if info.annotation is int else "number of seconds"
    if above is not None:
        return f"a {kind} above {above}, {high} at most"
    if high is not None:
        return f"a {kind} from {low} to {high:.0f}" if isinstance(high, float) else f"a {kind} from {low} to {high}"
    return "a folder" if info.annotation is Path else "a host name or IP address"
