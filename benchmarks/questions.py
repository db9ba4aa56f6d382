"""Asks labelled questions of documents and counts right, wrong and missing answers, with and without a country's name.

    python -m benchmarks.questions --source FOLDER --questions questions.json [--json]

The file is a JSON list of questions: `question`, `language`, `answers` (strings of which the first sentence must hold
one), `document` (the name of the file that answers, or null) and `answerable`; or the labelled documents of a folder
with their questions. Each question is also asked without the country that it names, and with its document's country
where it names none: neither should change the answer.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from benchmarks.country_names import with_country, without_country
from benchmarks.matching import holds
from benchmarks.source_index import source_index
from indexer.records.document import Document
from indexer.records.taxonomy import Taxonomy
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

Outcome = Literal["right", "wrong", "refused"]
Variant = Literal["asked", "without_country", "with_country"]
VARIANTS: tuple[Variant, ...] = ("asked", "without_country", "with_country")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question, strings of which a right answer holds one, and the file that answers it; none of both for a question
    that no document answers.
    """

    text: str
    language: str
    answers: tuple[str, ...]
    document: str | None
    answerable: bool


class Reply(NamedTuple):
    """A question as it was asked, what became of it, and the first sentence of the answer, or nothing."""

    question: LabelledQuestion
    variant: Variant
    text: str
    outcome: Outcome
    sentence: str


def main(
    source: Annotated[list[Path], typer.Option(help="A file or folder to index; may be repeated.")],
    questions: Annotated[Path, typer.Option(help="The questions, as a JSON list.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of the sources, ask the questions, and count the answers."""
    with source_index(source) as data:
        replies = ask_all(LocalEngine(data), load_questions(questions))
    if as_json:
        typer.echo(json.dumps(summary(replies)))
    else:
        show(replies)


def load_questions(path: Path) -> list[LabelledQuestion]:
    """Read the questions in a file: a list of them, or an object with `documents` and the questions of each."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        content = [row for document in content["documents"] for row in _rows(document)]
    return [
        LabelledQuestion(
            text=row["question"],
            language=row.get("language") or row.get("lang") or "en",
            answers=tuple(row["answers"]),
            document=row.get("document"),
            answerable=row["answerable"],
        )
        for row in content
    ]


def _rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the questions of a labelled document, and those that it does not answer."""
    for row in document["questions"]:
        yield {**row, "document": document["file"], "answerable": True}
    for row in document.get("unanswerable", ()):
        yield {**row, "answers": (), "document": None, "answerable": False}


def ask_all(engine: LocalEngine, questions: Sequence[LabelledQuestion]) -> list[Reply]:
    """Return the replies to all questions, in all the variants that they have."""
    answerer, info = Answerer(engine), engine.info()
    files = {document.file: document for document in info.documents}
    replies = []
    for question in questions:
        country = main_country(engine, files.get(question.document or ""))
        for variant, text in variants(question, country, info.taxonomy):
            replies.append(_ask(answerer, question, variant, text))
    return replies


def variants(question: LabelledQuestion, country: str | None, taxonomy: Taxonomy) -> Iterator[tuple[Variant, str]]:
    """Yield a question as it is, and if it has an answer without its country's name, or with the document's."""
    yield "asked", question.text
    if not question.answerable:
        return
    if (text := without_country(question.text, taxonomy)) != question.text:
        yield "without_country", text
    elif country:
        yield (
            "with_country",
            with_country(question.text, taxonomy.label("country", country, question.language), question.language),
        )


def main_country(engine: LocalEngine, document: Document | None) -> str | None:
    """Return the country that most of a document's passages are tagged with, or None where there is none."""
    if document is None:
        return None
    found = engine.search(SearchRequest(filters={"document": (document.id,)}, page_size=1))
    counts = {count.value: count.count for count in found.facets.get("country", ())}
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best and counts[best] > document.passage_count / 2 else None


def _ask(answerer: Answerer, question: LabelledQuestion, variant: Variant, text: str) -> Reply:
    first = next(iter(answerer.ask(SearchRequest(text=text)).quotations), None)
    if first is None:
        return Reply(question, variant, text, "refused", "")
    is_right = first.document.file == (question.document or first.document.file) and holds(first.text, question.answers)
    return Reply(question, variant, text, "right" if is_right else "wrong", first.text)


def summary(replies: Sequence[Reply]) -> dict[str, Any]:
    """Return the number of outcomes by variant, of pairs with and without a country, and of those that agree."""
    counts: dict[str, Any] = {}
    for variant in VARIANTS:
        chosen = Counter(each.outcome for each in replies if each.variant == variant and each.question.answerable)
        counts[variant] = {"n": chosen.total(), **{name: chosen[name] for name in ("right", "wrong", "refused")}}
    unanswerable = [each.outcome for each in replies if not each.question.answerable]
    counts["unanswerable"] = {"n": len(unanswerable), "refused": unanswerable.count("refused")}
    sentences = {each.question: each.sentence for each in replies if each.variant == "asked"}
    pairs = [each.sentence == sentences[each.question] for each in replies if each.variant != "asked"]
    counts["pairs"] = {"n": len(pairs), "same": sum(pairs)}
    return counts


def show(replies: Sequence[Reply]) -> None:
    """Print what went wrong, then the counts."""
    for each in replies:
        expected: Outcome = "right" if each.question.answerable else "refused"
        if each.outcome != expected:
            print(f"{each.outcome}: {each.text} {each.sentence}")
    for name, counts in summary(replies).items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in counts.items()))


if __name__ == "__main__":
    typer.run(main)
