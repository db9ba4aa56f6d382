"""The measurement of the register runs, and measures what it says."""

import json

import pytest

from benchmarks.ledger import main


def test_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    """It makes up statements, of which most are recognized, and prints times of the register and of its page."""
    main(records=60, requests=4, as_json=True)
    measured = json.loads(capsys.readouterr().out)
    assert 40 <= measured["records"] <= 60
    assert measured["requests"] == 4
    for name in ("find", "page", "work"):
        times = [measured[f"{name}_{part}_ms"] for part in ("p50", "p95", "max")]
        assert 0 < times[0] <= times[1] <= times[2]
