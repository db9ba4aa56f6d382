"""The engine on Whoosh's postings alone, without the image: slower, and what the image is checked against."""

from pathlib import Path

from service.engine.local_engine import EngineLimits, LocalEngine
from service.engine.weights import Weights


class WhooshEngine(LocalEngine):
    """Implements service.engine.protocol.Engine. May be used from any thread."""

    def __init__(self, data: Path, limits: EngineLimits | None = None, weights: Weights | None = None) -> None:
        super().__init__(data, limits, weights, image=False)
