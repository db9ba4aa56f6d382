"""A passage of an evaluation set as a search would give it."""

from benchmarks.set_index import SetIndex
from indexer.index.generation import Generation
from service.search.protocol import Hit


def given_hit(generation: Generation, index: SetIndex, passage_id: str, score: float = 1.0) -> Hit:
    """Return the passage with this id of the set as the engine would find it with this score, without snippets."""
    passage = generation.passage(index.passages.index(passage_id))
    return Hit(passage, generation.documents[passage.document], score, "some", ())
