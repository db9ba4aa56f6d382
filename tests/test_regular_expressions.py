"""No expression of the product takes more than linear time on texts of any length."""

import json
import subprocess
import sys

from indexer.settings import ROOT


def test_expressions_are_linear_where_texts_have_no_bound() -> None:
    """Nor worse than quadratic where they have one: a line of dots must not stop a build, nor a query the service."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.regular_expressions"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert found["slow"] == []
    assert found["expressions"] > 500
