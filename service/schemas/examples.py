"""Responses as the API's description shows them: about a harbour that does not exist, in a country of no code."""

import json
from pathlib import Path
from typing import Any

_EXAMPLES: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))

SEARCH_EXAMPLE = _EXAMPLES["search"]
ANSWER_EXAMPLE = {**_EXAMPLES["answer"], "nearest": SEARCH_EXAMPLE["results"]}
PROBLEM_EXAMPLE = _EXAMPLES["problem"]
