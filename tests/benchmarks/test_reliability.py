"""How well confidence says the truth, on made-up answers."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from benchmarks.reliability import Bin, calibration_error, diagram, reliability

SVG = "{http://www.w3.org/2000/svg}"


def test_answers_are_grouped_by_confidence() -> None:
    """Each tenth that has answers has their number, mean confidence and share of right ones; 1.0 is in the last."""
    found = reliability(np.array([0.12, 0.18, 0.95, 1.0]), np.array([0.0, 1.0, 1.0, 1.0]))
    assert [each.n for each in found] == [2, 2]
    assert [each.confidence for each in found] == pytest.approx([0.15, 0.975])
    assert [each.right for each in found] == [0.5, 1.0]


def test_calibration_error() -> None:
    """The distances count by their answers; confidence that is right has none."""
    assert calibration_error([Bin(3, 0.5, 0.5), Bin(1, 0.9, 0.5)]) == pytest.approx(0.1)
    assert calibration_error([Bin(7, 0.3, 0.3)]) == 0


def test_a_point_for_each_group() -> None:
    """The diagram has a point for each group, further right with confidence, and higher with right answers."""
    drawn = ET.fromstring(diagram([Bin(100, 0.1, 0.2), Bin(25, 0.8, 0.9)]))  # noqa: S314 - our own text
    low, high = drawn.iter(f"{SVG}circle")
    assert float(low.attrib["cx"]) < float(high.attrib["cx"])
    assert float(low.attrib["cy"]) > float(high.attrib["cy"])
    assert float(low.attrib["r"]) == pytest.approx(2 * float(high.attrib["r"]), abs=0.1)
