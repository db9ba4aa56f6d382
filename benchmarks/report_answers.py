"""Measures the answers to questions about a report: those that it answers, and those that it does not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.matching import holds
from service.answers.answer import Answerer
from service.search.protocol import SearchRequest


@dataclass(frozen=True, slots=True)
class Answered:
    """Of `n` questions with an answer the shares that are answered rightly and that are refused.

    `wrong` are the questions whose first sentence holds no right answer, each with that sentence, or with nothing.
    """

    n: int
    accuracy: float
    refused: float
    wrong: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, float]:
        return {"n": self.n, "accuracy": round(self.accuracy, 4), "refused": round(self.refused, 4)}


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """Of `n` questions without an answer the share that is refused. `wrong` are the others, with what is answered."""

    n: int
    abstained: float
    wrong: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, float]:
        return {"n": self.n, "abstained": round(self.abstained, 4)}


def answer_queries(
    answerer: Answerer, queries: Iterable[dict[str, Any]], request_of: Callable[[dict[str, Any]], SearchRequest]
) -> Answered:
    """Ask the queries that name their `answers`: the first sentence shown must hold one of them."""
    asked = [query for query in queries if query.get("answers")]
    answered = [(query, _first(answerer, request_of(query))) for query in asked]
    wrong = tuple((query["query"], text) for query, text in answered if not holds(text, query["answers"]))
    n = max(1, len(asked))
    refused = sum(not text for _, text in answered)
    return Answered(len(asked), (len(asked) - len(wrong)) / n, refused / n, wrong)


def answer_unanswerable(answerer: Answerer, queries: Iterable[dict[str, Any]]) -> Unanswerable:
    """Ask questions that ought to be refused."""
    answered = [(query["query"], _first(answerer, SearchRequest(text=query["query"]))) for query in queries]
    wrong = tuple((query, text) for query, text in answered if text)
    return Unanswerable(len(answered), 1 - len(wrong) / max(1, len(answered)), wrong)


def show_report_answers(answers: Answered, refused: Unanswerable | None) -> None:
    """Print the measures for a person, with everything that went wrong."""
    print(f"{answers.n} questions: answered rightly {answers.accuracy:.3f}, refused {answers.refused:.3f}")
    for query, text in answers.wrong:
        print(f"  {query} {text or '(refused)'}")
    if refused:
        print(f"{refused.n} questions without an answer: refused {refused.abstained:.3f}")
        for query, text in refused.wrong:
            print(f"  {query} {text}")


def _first(answerer: Answerer, request: SearchRequest) -> str:
    """Return the first sentence of the answer, or nothing where it is refused."""
    answer = answerer.ask(request)
    return answer.quotations[0].text if answer.quotations else ""
