"""Measures the statements found in documents against labels.

    python -m benchmarks.commitments --source report.md --gold labels.json [--json] [--write]

Three forms of gold:

- `{"sections": […], "statements": [{"section", "text", "status"}], "ignore": […]}`: a section is the country that a
  passage is tagged with ("Global" if it has none). Only sentences of the named sections count; a sentence that holds
  one of `statements` has its status, one that holds a text of `ignore` counts neither way, all others are negatives.
- `{"sentences": [{"text", "status" or null}]}`: just these sentences count, found in the source by their folded text.
- a file `.tsv` of labels without text, as tests/fixtures/commitments/library.tsv has them: digest of the document,
  page, start, end, digest of the folded sentence, part ("open" or "held"), status.

A result with figures (`achieved`) does not count as a statement here.
"""

import hashlib
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.source_index import SilentProgress
from indexer.analysis.language_detection import detect_language
from indexer.analysis.tokenizer import tokenize
from indexer.build import build, load_corpus
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.records.passage import Passage
from indexer.records.statement import Statement
from indexer.settings import Settings
from indexer.statements.classify import classify
from indexer.statements.extract import passage_sentences
from indexer.statements.rules import StatementRules
from service.registers.measured import MEASURED_FILE

STATUSES = ("decided", "planned", "in_progress", "expected", "recommended")
IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the status of its label and the one found; None for no statement."""

    text: str
    label: str | None
    found: str | None
    rule: str


def folded(text: str) -> str:
    """Return a text as its folded words, the same for all spellings and layouts of a sentence."""
    return " ".join(word.text for word in tokenize(text))


def fold_digest(text: str) -> str:
    """Return the digest by which a label without text identifies its sentence."""
    return hashlib.sha256(folded(text).encode()).hexdigest()[:16]


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return precision, recall and F1 of finding statements, the accuracy of their statuses, and scores by status."""
    hits = [each for each in judged if each.label and each.found]
    by_status = {}
    for status in STATUSES:
        right = sum(each.label == each.found == status for each in judged)
        by_status[status] = _scores(
            right, sum(each.found == status for each in judged), sum(each.label == status for each in judged)
        )
    scores = _scores(len(hits), sum(bool(each.found) for each in judged), sum(bool(each.label) for each in judged))
    right = sum(each.label == each.found for each in hits)
    return {**scores, "status_accuracy": _share(right, len(hits)), "sentences": len(judged), "by_status": by_status}


def _scores(right: int, found: int, labelled: int) -> dict[str, float]:
    precision, recall = _share(right, found), _share(right, labelled)
    total = precision + recall
    f1 = round(2 * precision * recall / total, 4) if total else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "found": found, "labelled": labelled}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def measured_toml(judged: Sequence[Judged], documents: int) -> str:
    """Return the scores in the form of service/registers/measured.toml."""
    scores = measure(judged)
    found = Counter(each.found for each in judged if each.found)
    right = Counter(each.found for each in judged if each.found and each.found == each.label)
    confidence = (f"{name} = {(right[name] + 1) / (found[name] + 2):.2f}" for name in STATUSES)
    return "\n".join(
        (
            "# Written by python -m benchmarks.commitments --write; see service/registers/measured.py.",
            f"documents = {documents}",
            f"sentences = {len(judged)}",
            *(f"{name} = {scores[name]:.2f}" for name in ("precision", "recall")),
            "",
            "[confidence]",
            *confidence,
            "",
        )
    )


def judge_sections(generation: Generation, gold: Mapping[str, Any]) -> Iterator[Judged]:
    """Judge the sentences of the named sections."""
    countries = generation.taxonomy.facets["country"]
    slugs = {name: value.slug for name in gold["sections"] if (value := countries.find(name))}
    sections = {slugs.get(name, "") for name in gold["sections"]}
    labels = [(folded(each["text"]), each["status"]) for each in gold["statements"]]
    ignored = [folded(text) for text in gold.get("ignore", ())]
    seen: set[str] = set()
    for passage, text, statement in _sentences(generation):
        section = passage.tags["country"][0] if len(passage.tags.get("country", ())) == 1 else ""
        key = folded(text)
        label = next(((part, status) for part, status in labels if part in key), None)
        if (section not in sections and not label) or any(part in key for part in ignored):
            continue
        if label:
            seen.add(label[0])
        yield _judged(text, label[1] if label else None, statement)
    for part, status in labels:
        if part not in seen:
            yield Judged(f"[not met] {part}", status, None, "")


def judge_sentences(
    generation: Generation, gold: Iterable[Mapping[str, Any]], rules: StatementRules
) -> Iterator[Judged]:
    """Judge the sentences of the gold only. One that the source does not hold as such is classified alone."""
    found = [(folded(text), text, passage, statement) for passage, text, statement in _sentences(generation)]
    by_key = {key: (text, statement) for key, text, _, statement in reversed(found)}
    for each in gold:
        key = folded(each["text"])
        if key in by_key:
            yield _judged(*((by_key[key][0], each["status"], by_key[key][1])))
            continue
        near = [
            (passage, statement)
            for other, _, passage, statement in found
            if key in other or (other in key and len(other) > len(key) // 2)
        ]
        if near:
            statement = next((statement for _, statement in near if statement), None)
            yield _judged(each["text"], each["status"], statement)
            continue
        language = detect_language(each["text"], rules.languages.keys(), generation.languages[0])
        known = rules.languages.get(language)
        classification = classify(each["text"], known, rules.actors.subjects) if known else None
        status = classification.status if classification and classification.status in STATUSES else None
        yield Judged(each["text"], each["status"], status, classification.rule if classification else "")


def judge_labels(generation: Generation, rows: Iterable[Sequence[str]], part: str | None) -> Iterator[Judged]:
    """Judge the sentences that labels without text identify, of one part or of all."""
    documents = {document.sha256: document.id for document in generation.documents.values()}
    at: dict[str, dict[str, tuple[str, Statement | None]]] = defaultdict(dict)
    for passage, text, statement in _sentences(generation):
        at[passage.document].setdefault(fold_digest(text), (text, statement))
    for sha256, page, _, _, digest, of_part, status in rows:
        document = documents.get(sha256)
        if document is None or status == IGNORE or part not in (None, of_part):
            continue
        label = None if status == "none" else status
        met = at[document].get(digest)
        yield _judged(met[0], label, met[1]) if met else Judged(f"[not met, page {page}]", label, None, "")


def _judged(text: str, label: str | None, statement: Statement | None) -> Judged:
    found = statement.status if statement and statement.status in STATUSES else None
    return Judged(text, label, found, statement.rule if statement and found else "")


def _sentences(generation: Generation) -> Iterator[tuple[Passage, str, Statement | None]]:
    """Yield every sentence of every passage with the statement found in it."""
    by_position = {(each.passage, each.spans[0]): each for each in generation.statements}
    starts = {(passage, span.page, span.start): each for (passage, span), each in by_position.items()}
    for passage in generation.passages:
        for sentence in passage_sentences(passage.text):
            page, start = _position(passage, sentence.start)
            yield passage, sentence.text, starts.get((passage.id, page, start))


def _position(passage: Passage, offset: int) -> tuple[int, int]:
    """Return the page and the position in it of a character of a passage."""
    for span in passage.spans:
        if offset < span.end - span.start:
            return span.page, span.start + offset
        offset -= span.end - span.start
    return passage.spans[-1].page, passage.spans[-1].end


def main(
    source: Annotated[list[Path], typer.Option(help="A file or folder to index; may be repeated.")],
    gold: Annotated[Path, typer.Option(help="The labels.")],
    part: Annotated[str | None, typer.Option(help="Of labels without text only this part: open or held.")] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Write the scores to the file from which the service says how good it is.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the scores without the errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of the sources, judge its statements and print the scores."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        corpus = load_corpus(settings, source)
        build(corpus, settings.data_dir, SilentProgress(), briefing="never")
        generation = open_generation(live_folder(settings.data_dir))
        judged = list(_judge(generation, gold, part, corpus.rules))
    scores = measure(judged)
    if write:
        MEASURED_FILE.write_text(measured_toml(judged, _labelled_documents(generation, gold)), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(scores))
    else:
        _print(scores, () if quiet else judged)


def _judge(generation: Generation, path: Path, part: str | None, rules: StatementRules) -> Iterator[Judged]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tsv":
        rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
        return judge_labels(generation, rows, part)
    gold = json.loads(text)
    if "sentences" in gold:
        return judge_sentences(generation, gold["sentences"], rules)
    return judge_sections(generation, gold)


def _labelled_documents(generation: Generation, path: Path) -> int:
    """Return how many of the documents have labels; all of them, where the labels do not name documents."""
    text = path.read_text(encoding="utf-8")
    return sum(path.suffix != ".tsv" or document.sha256 in text for document in generation.documents.values())


def _print(scores: Mapping[str, Any], judged: Iterable[Judged]) -> None:
    for each in judged:
        if each.label != each.found:
            print(f"{each.label or '-':12} found {each.found or '-':12} {each.rule:22} {each.text}")
    counts = Counter({name: row["labelled"] for name, row in scores["by_status"].items()})
    for name in STATUSES:
        row = scores["by_status"][name]
        print(
            f"{name:12} precision {row['precision']:.3f} recall {row['recall']:.3f} f1 {row['f1']:.3f} ({counts[name]})"
        )
    print(
        f"all          precision {scores['precision']:.3f} recall {scores['recall']:.3f} f1 {scores['f1']:.3f}"
        f" status right {scores['status_accuracy']:.3f} ({scores['labelled']} of {scores['sentences']} sentences)"
    )


if __name__ == "__main__":
    typer.run(main)
