"""The indexer's commands: thin calls of the library's functions, which print their results."""

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from msgspec import to_builtins
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from indexer.build import build, is_current, load_corpus
from indexer.check.report import check_generation, report_to_json, show_report
from indexer.corpus.manifest import create_source, load_manifest, match_source
from indexer.corpus.manifest_editor import Value, write_source
from indexer.corpus.status_notes import orphaned_notes
from indexer.corpus.taxonomy import load_taxonomy
from indexer.errors import CorpusError, FetchError, VerbatimError, system_error
from indexer.fetch.state import fetched_folder, read_state
from indexer.index.digests import check_digests, file_states, find_damage
from indexer.index.folders import live_folder, other_folders
from indexer.index.generation import open_generation
from indexer.index.meta import GET_DOCUMENTS, Meta
from indexer.index.restore import backup, restore
from indexer.index.verify import verify
from indexer.pictures.cache import PictureCache
from indexer.pictures.fill import fill_cache
from indexer.progress import BuildProgress, FetchBar, fetch_plan, fetch_summary
from indexer.read.cache import ReadingCache
from indexer.read.sandbox.isolation import weaknesses
from indexer.read.sandbox.limits import MEBIBYTE
from indexer.records.document import Document
from indexer.records.taxonomy import COUNTRY, Taxonomy
from indexer.settings import DAY, check_folders, describe_settings, load_settings
from indexer.watch import changes

app = typer.Typer(
    name="python -m indexer",
    help="Build the index that the service searches.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
_notes = Console(stderr=True)
_results = Console()

NEEDS_ATTENTION = 3
"""The exit status of a check of a valid index that found problems in documents; 2 is a usage error."""

SourcePaths = Annotated[
    list[Path] | None,
    typer.Option(
        "--source", metavar="PATH", help="A file or folder to index instead of the corpus folder; may be repeated."
    ),
]


def main() -> None:
    """Run a command; an expected error is one line on stderr and exit status 1."""
    try:
        app()
    except VerbatimError as error:
        fail(error)
    except OSError as error:
        fail(system_error(error))


def fail(error: VerbatimError) -> NoReturn:
    """Print an error as one line on stderr, and exit with status 1."""
    _notes.print(f"[red]error:[/] {escape(str(error))}", soft_wrap=True)
    raise SystemExit(1) from error


@app.command("build")
def build_command(
    source: SourcePaths = None,
    briefing: Annotated[
        Literal["auto", "always", "never"],
        typer.Option(help="Index our briefing documents where the official ones are missing, always, or never."),
    ] = "auto",
    *,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Do nothing if the live index is up to date.")
    ] = False,
    render: Annotated[
        bool,
        typer.Option(
            "--render", help="Also render the pages of PDF files, as many as are kept, so that readers wait for none."
        ),
    ] = False,
) -> None:
    """Build an index beside the live one, verify it and make it live.

    A file that cannot be read is skipped and reported; the build goes on.

    [bold]Examples[/]

      python -m indexer build

      python -m indexer build --source report.pdf --source ~/toolkits
    """
    settings = load_settings()
    limits, document_limits = settings.read_limits(), settings.document_limits()
    corpus = load_corpus(settings, source or ())
    if if_changed and is_current(corpus, settings.data_dir, briefing, limits, settings.encoder, document_limits):
        _notes.print("The index is up to date.")
        return
    with BuildProgress(_notes, corpus.files) as progress:
        built = build(
            corpus,
            settings.data_dir,
            progress,
            briefing=briefing,
            limits=limits,
            document_limits=document_limits,
            encoder=settings.encoder,
        )
    _print_summary(_notes, built.folder.name, built.meta, built.documents)
    if built.reused_files:
        _notes.print(f"{built.reused_files} of {len(corpus.files)} files were unchanged and not read again")
    if built.reused_passages:
        _notes.print(f"{built.reused_passages} of {built.meta.passages} passages were reused from the last index")
    if render:
        cache = PictureCache(settings.data_dir, settings.picture_mebibytes * MEBIBYTE)
        rendered = fill_cache(built.folder, built.documents, cache)
        _notes.print(f"{rendered} pages were rendered")


@app.command("fetch")
def fetch_command(
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID|HOST", help="Fetch only this source, or sources on this host; may be repeated."),
    ] = None,
    *,
    follow: Annotated[
        bool, typer.Option("--follow", help="Also fetch what indexed documents link to on allowed hosts.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be asked for; send no request and write nothing.")
    ] = False,
) -> None:
    """Fetch the documents that the manifest lists, for the next build.

    The page of a publication leads to its file, and that of a toolkit to each of its tools. Only changed files are
    downloaded again. Sources that fail keep their last copy; the report says how to fix each.

    [bold]Examples[/]

      python -m indexer fetch

      python -m indexer fetch --dry-run

      python -m indexer fetch --only project-page --only webapps.ilo.org

      python -m indexer build && python -m indexer fetch --follow && python -m indexer build
    """
    try:
        from indexer.fetch.plan import FetchOptions, plan_fetch  # noqa: PLC0415 - httpx and protego are an optional extra
        from indexer.fetch.run import fetch  # noqa: PLC0415 - the same extra
    except ModuleNotFoundError as error:
        raise FetchError(f"Fetching needs {error.name}. Install it: pip install 'verbatim[fetch]'") from error
    settings = load_settings()
    taxonomy = load_taxonomy(settings.corpus_dir / "taxonomy.toml")
    manifest = load_manifest(settings.corpus_dir / "manifest.toml", taxonomy)
    options = FetchOptions(tuple(only or ()), follow)
    if dry_run:
        sources = plan_fetch(manifest, settings, options).sources
        for line in fetch_plan(sources, read_state(fetched_folder(settings.data_dir)), settings.fetch_delay):
            typer.echo(line)
        return
    with FetchBar(_notes) as progress:
        run = fetch(manifest, settings, progress, options=options)
    _notes.print(fetch_summary(run), soft_wrap=True, markup=False)


@app.command("describe")
def describe_command(
    file: Annotated[Path, typer.Argument(help="A file of the corpus, or the name or id of a document.")],
    title: Annotated[str | None, typer.Option(help="The title, as published.")] = None,
    subtitle: Annotated[str | None, typer.Option(help="The subtitle.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    year: Annotated[int | None, typer.Option(help="The year of publication.", min=1000, max=2999)] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="A country that it is about, by name or code; may be repeated.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Its language, by code; may be repeated.")] = None,
    kind: Annotated[str | None, typer.Option(help="Its kind: a slug of the taxonomy.")] = None,
) -> None:
    """Write or correct what the manifest says of a document. The next build uses it.

    Without an option, a document that the manifest does not list is added with the title that it states.

    [bold]Examples[/]

      python -m indexer describe report.pdf --title "Labour Force Survey" --year 2021 --country Malawi

      python -m indexer describe labour-force-survey --publisher "National Statistical Office"
    """
    settings = load_settings()
    taxonomy = load_taxonomy(settings.corpus_dir / "taxonomy.toml")
    path = settings.corpus_dir / "manifest.toml"
    stated = (
        ReadingCache(settings.data_dir).read(file, settings.read_limits()).reading.title if file.is_file() else None
    )
    manifest = load_manifest(path, taxonomy)
    known = match_source(manifest, file.name, stated)
    if known is None and not file.is_file():
        raise CorpusError(f"There is no file {file}, and the manifest has no such document. Check the path.")
    source = known or create_source(file.name, stated, manifest.by_id)
    values: dict[str, Value | None] = {
        "title": title or (None if known else source.title),
        "subtitle": subtitle,
        "kind": kind or (None if known else source.kind),
        "publisher": publisher,
        "year": year,
        "languages": language,
        "countries": [_country(taxonomy, name) for name in country] if country else None,
    }
    given = {key: value for key, value in values.items() if value is not None}
    write_source(path, taxonomy, source.id, given)
    _notes.print(
        f"{path}: {source.id} {'corrected' if known else 'added'} ({', '.join(given)})", highlight=False, markup=False
    )
    _notes.print("Build again to use it: python -m indexer build", highlight=False)


def _country(taxonomy: Taxonomy, name: str) -> str:
    """Return the code of a country. Raise CorpusError."""
    found = taxonomy.find(COUNTRY, name)
    if found is None:
        raise CorpusError(f"There is no country {name!r}. Write its name or its ISO 3166-1 code, such as COL.")
    return found.slug


@app.command("restore")
def restore_command(
    folder: Annotated[
        Path, typer.Argument(help="A copy of the data folder, or of one index in it.", exists=True, file_okay=False)
    ],
) -> None:
    """Make a copy of an index live again, after checking every byte of it.

    The service may run meanwhile: files of the live index are not touched, and it switches to the copy by itself. Never
    copy files over those of a live index.

    [bold]Example[/]

      verbatim restore /backup/verbatim
    """
    restored = restore(load_settings().data_dir, folder)
    _notes.print(f"Restored the index {restored.name}, and made it live.", markup=False, highlight=False)


@app.command("backup")
def backup_command(
    folder: Annotated[Path, typer.Argument(help="The folder to copy to; it is made if it does not exist.")],
) -> None:
    """Copy the live index to a folder from which `restore` takes it, after checking every byte of the copy.

    The service and builds may run meanwhile. The copy made before is kept, older ones are removed. What the index is
    made of, the folder of the corpus and the fetched files, is not copied.

    [bold]Example[/]

      verbatim backup /backup/verbatim
    """
    copied = backup(load_settings().data_dir, folder)
    said = f"Copied the index {copied.name} to {folder}." if copied else f"{folder} has the live index already."
    _notes.print(said, markup=False, highlight=False)


@app.command("refresh")
def refresh_command(
    *,
    follow: Annotated[
        bool, typer.Option("--follow", help="Also fetch what indexed documents link to on allowed hosts.")
    ] = False,
) -> None:
    """Fetch what changed, and if anything did, build an index and make it live: `fetch`, then `build --if-changed`.

    For a timer: what was interrupted goes on at the next run, and a second one at the same time ends with status 1 and
    changes nothing. The index before is kept, older ones are removed.

    [bold]Example[/]

      verbatim refresh
    """
    fetch_command(follow=follow)
    build_command(if_changed=True)


@app.command("watch")
def watch_command(
    *,
    seconds: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.1, max=DAY)] = 10.0,
) -> None:
    """Build whenever files of the corpus folder are added, changed or removed, until it is stopped.

    A file is read once it has stayed the same from one look to the next. A build that fails is reported, and tried
    again at the next change.

    [bold]Example[/]

      verbatim watch
    """
    settings = load_settings()
    check_folders(settings)
    _notes.print(f"Watching {settings.corpus_dir} (Ctrl+C stops it).", markup=False, highlight=False)
    for _ in changes([settings.corpus_dir], lambda: time.sleep(seconds)):
        try:
            build_command(if_changed=True)
        except VerbatimError as error:
            _notes.print(f"[red]error:[/] {escape(str(error))}", soft_wrap=True)
        except OSError as error:
            _notes.print(f"[red]error:[/] {escape(str(system_error(error)))}", soft_wrap=True)


@app.command("check")
def check_command(
    *,
    deep: Annotated[
        bool, typer.Option("--deep", help="First compare every file of every index with its digest.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Check the corpus's files and the live index, and report the documents and status notes that need attention.

    Exit status: 0 no problems; 1 a file of the corpus or the index is invalid; 3 the index is valid, but documents,
    skipped files or status notes need attention.

    [bold]Examples[/]

      python -m indexer check

      python -m indexer check --json
    """
    settings = load_settings()
    corpus = load_corpus(settings)
    folder = live_folder(settings.data_dir)
    if deep:
        _check_digests(settings.data_dir, folder)
    check_digests(folder)
    generation = verify(folder)
    report = check_generation(generation, corpus.manifest, read_state(fetched_folder(settings.data_dir)))
    orphaned = orphaned_notes(corpus.notes, (*generation.statements, *generation.figures))
    if as_json:
        typer.echo(json.dumps(report_to_json(report), ensure_ascii=False, indent=2))
    else:
        _results.print(f"corpus: {len(corpus.manifest.sources)} sources, {len(corpus.files)} files to index: good")
        _results.print(f"index {generation.name}: {generation.count} passages, each identical to its page: good")
        show_report(report, _results)
    for note in orphaned:
        _notes.print(
            f"note of {note.date}: the index holds no statement or figure {note.statement}; correct its reference"
        )
    if corpus.notes:
        _notes.print(
            f"{len(corpus.notes)} status notes, {len(corpus.notes) - len(orphaned)} on statements of the index"
        )
    _print_weaknesses()
    if report.needs_attention or orphaned:
        raise typer.Exit(NEEDS_ATTENTION)


@app.command("check-config")
def check_config_command() -> None:
    """Check the settings of the environment and the folders that they name, and print those that are not the defaults.

    Exit status: 0 where they can be used, 1 where they cannot.

    [bold]Example[/]

      VERBATIM_PORT=8080 verbatim check-config
    """
    settings = load_settings()
    for setting in describe_settings():
        if value := os.environ.get(setting.variable, "").strip():
            _results.print(f"{setting.variable}={value}", markup=False, soft_wrap=True, highlight=False)
    check_folders(settings)
    _notes.print("The settings can be used.", highlight=False)


@app.command("stats")
def stats_command(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False
) -> None:
    """Show what the live index holds, which files were skipped, and what reading the others left out.

    [bold]Example[/]

      python -m indexer stats --json
    """
    folder = live_folder(load_settings().data_dir)
    check_digests(folder)
    generation = open_generation(folder)
    if as_json:
        warnings = {document.id: document.warnings for document in generation.documents.values() if document.warnings}
        meta = {"generation": generation.name, **to_builtins(generation.meta), "warnings": warnings}
        typer.echo(json.dumps(meta, ensure_ascii=False, indent=2))
    else:
        _print_summary(_results, generation.name, generation.meta, generation.documents.values())
    _print_weaknesses()


def _check_digests(data: Path, live: Path) -> None:
    """Print the damaged files of the indexes that are kept besides the live one, and how many files were compared."""
    for folder in other_folders(data, live):
        for name in find_damage(folder):
            _notes.print(f"the index before, {folder.name}, is damaged: {name}", markup=False, soft_wrap=True)
    _notes.print(f"index {live.name}: {len(file_states(live))} files compared with their digests", markup=False)


def _print_weaknesses() -> None:
    """Print what this system lacks of the isolation of the processes that read documents."""
    for weakness in weaknesses():
        _notes.print(f"[yellow]warning:[/] {escape(weakness)}", soft_wrap=True, highlight=False)


def _print_summary(console: Console, name: str, meta: Meta, documents: Iterable[Document]) -> None:
    """Print what an index holds, the files that were skipped, and the warnings of the readers of the others."""
    console.print(
        f"[bold]{name}[/]: {meta.documents} documents, {meta.passages} passages ({', '.join(meta.languages)})"
    )
    if meta.briefing_only:
        console.print(GET_DOCUMENTS, soft_wrap=True, highlight=False)
    if meta.stepped_aside:
        console.print(f"{len(meta.stepped_aside)} briefing documents were replaced by the official ones")
    if meta.skipped:
        table = Table("file", "stage", "reason", title=f"{len(meta.skipped)} skipped")
        for skipped in meta.skipped:
            table.add_row(*map(escape, (skipped.file, skipped.stage, skipped.reason)))
        console.print(table)
    for document in documents:
        for warning in document.warnings:
            console.print(f"[yellow]{escape(document.id)}[/]: {escape(warning)}", soft_wrap=True, highlight=False)
