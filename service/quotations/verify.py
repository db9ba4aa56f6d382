"""`verbatim verify`: check every quotation of a memo before it is sent."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from indexer.errors import VerbatimError
from indexer.settings import load_settings
from service.quotations.address import QuotationAddress
from service.quotations.check import QuotationStatus
from service.quotations.citations import CitedQuotation, cited_quotations, compare
from service.quotations.cited_file import read_cited

app = typer.Typer(name="verbatim", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)

FAILED = 1
"""The exit status where a quotation is not what is cited, or where there is none."""

MAX_SHOWN = 100
"""The most characters of a quotation that are printed."""

Outcome = Literal["verbatim", "moved", "punctuation", "not compared", "altered", "gone", "unknown"]
"""What was found of a quotation in a file; the last three are failures. See `MEANINGS`."""

MEANINGS: dict[Outcome, str] = {
    "verbatim": "the document has these words at the place cited",
    "moved": "the document has these words in another place now: cite that",
    "punctuation": "the words are the same, punctuation or spaces are not",
    "not compared": "the link is right, but nothing is in quotation marks before it",
    "altered": "the file quotes other words than the document has",
    "gone": "the document no longer has these words",
    "unknown": "no such words are known at this address",
}

FAILURES: tuple[Outcome, ...] = ("altered", "gone", "unknown")


@dataclass(frozen=True, slots=True)
class Checked:
    """What an index says of an address: the words, where they are now, and their pages as printed."""

    status: QuotationStatus
    quotation: str
    title: str
    pages: tuple[str, ...]
    permalink: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A permalink of a file with its outcome. `quoted` is what the file has, `original` what the document has."""

    outcome: Outcome
    permalink: str
    quoted: str
    original: str
    title: str
    pages: tuple[str, ...]
    now: str


Check = Callable[[QuotationAddress], Checked]


@app.callback()
def verbatim() -> None:
    """Check quotations."""


@app.command("verify")
def verify_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Word, PDF, HTML or text files.")],
    url: Annotated[str, typer.Option(help="Ask the service at this URL instead of the index on this machine.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check the permalinks of a file, and the words in quotation marks before each, against the documents.

    The exit status is 1 if a quotation is altered, gone or unknown, or if a file has no permalink.

    [bold]Examples[/]

      verbatim verify memo.docx

      verbatim verify memo.pdf --url https://search.example.org
    """
    with ExitStack() as stack:
        check = _remote(url, stack) if url else _local()
        found = {path: [finding(each, check) for each in cited_quotations(read_cited(path))] for path in files}
    if as_json:
        typer.echo(json.dumps({str(path): [asdict(each) for each in each] for path, each in found.items()}, indent=1))
    else:
        for path, findings in found.items():
            for line in report(path, findings):
                typer.echo(line)
    failed = any(not findings or any(each.outcome in FAILURES for each in findings) for findings in found.values())
    raise typer.Exit(FAILED if failed else 0)


def finding(cited: CitedQuotation, check: Check) -> Finding:
    """Return what became of a quotation in a file."""
    checked = check(cited.address)
    comparison, quoted = compare(cited.quoted, checked.quotation) if checked.quotation else ("none", "")
    outcome: Outcome = checked.status
    if checked.status in ("verbatim", "moved"):
        match comparison:
            case "altered":
                outcome = "altered"
            case "none":
                outcome = "not compared"
            case "letters":
                outcome = "punctuation"
    return Finding(
        outcome=outcome,
        permalink=cited.address.path,
        quoted=quoted,
        original=checked.quotation,
        title=checked.title,
        pages=checked.pages,
        now=checked.permalink if checked.status == "moved" else "",
    )


def report(path: Path, findings: list[Finding]) -> Iterator[str]:
    """Yield the lines that tell the findings of a file."""
    if not findings:
        yield f"{path}: no permalink of a quotation was found. They contain /q/ and end with h= and 16 characters."
        return
    for number, each in enumerate(findings, 1):
        sign = "FAILED" if each.outcome in FAILURES else "ok"
        where = ", ".join(filter(None, (each.title, f"p. {'–'.join(each.pages)}" if each.pages else "")))
        yield f"{number:>3} {sign:<6} {each.outcome}: {MEANINGS[each.outcome]}{f' ({where})' if where else ''}"
        if each.quoted and each.outcome != "verbatim":
            yield f"      the file: “{_short(each.quoted)}”"
        if each.original and each.outcome != "verbatim":
            yield f"      {'it said' if each.outcome == 'gone' else 'the document'}: “{_short(each.original)}”"
        if each.outcome != "verbatim":
            yield f"      {each.now or each.permalink}"
    counts = {outcome: sum(each.outcome == outcome for each in findings) for outcome in get_args(Outcome)}
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    yield f"{path}: {len(findings)} quotations: {counted}."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"


def _local() -> Check:
    """Return a check against the index on this machine. Raise IndexUnavailable where there is none."""
    from service.schemas.quotation import CheckedQuotationSchema  # noqa: PLC0415
    from service.search.local_engine import LocalEngine  # noqa: PLC0415 - asking another service needs no engine
    from service.web.urls import Urls  # noqa: PLC0415

    settings = load_settings()
    engine, urls = LocalEngine(settings.data_dir, encoder="none"), Urls(settings.base_url)
    engine.info()
    return lambda address: _checked(CheckedQuotationSchema.of(engine.quotation(address), urls).model_dump())


def _remote(url: str, stack: ExitStack) -> Check:
    """Return a check by a service. Raise VerbatimError where httpx is missing or the service does not answer."""
    try:
        import httpx  # noqa: PLC0415 - of the extra `fetch`
    except ImportError as error:
        raise VerbatimError("Asking a service needs the extra: pip install 'verbatim[fetch]'") from error
    client = stack.enter_context(httpx.Client(timeout=30, follow_redirects=True))

    def check(address: QuotationAddress) -> Checked:
        asked = f"{url.rstrip('/')}/api/v1/quotations{address.path.removeprefix('/q')}"
        try:
            answer = client.get(asked, headers={"Accept": "application/json"}).json()
            return _checked(answer)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
            raise VerbatimError(f"There is no answer about a quotation from {asked} ({error}). Check --url.") from error

    return check


def _checked(answer: dict[str, Any]) -> Checked:
    """Return the parts of a checked quotation of the API that are reported."""
    now, then = answer["now"], answer["then"]
    is_there = answer["status"] in ("verbatim", "moved")
    title = now["document"]["title"] if is_there else then["title"] if then else answer["document"]
    pages = [page["label"] for page in now["pages"]] if is_there else then["labels"] if then else []
    return Checked(
        status=answer["status"],
        quotation=answer["quotation"],
        title=title,
        pages=tuple(dict.fromkeys(pages)),
        permalink=now["permalink"] if is_there else answer["permalink"],
    )
