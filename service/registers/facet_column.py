"""One facet over all records of a register, as a table of truth values."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""One truth value a record."""


class FacetColumn:
    """The values of one facet: `table[value, record]` is true where the record has the value."""

    def __init__(self, values: Sequence[Sequence[str]]) -> None:
        self.names = sorted({name for record in values for name in record})
        self._rows = {name: row for row, name in enumerate(self.names)}
        self.table = np.zeros((len(self.names), len(values)), dtype=np.bool_)
        for place, record in enumerate(values):
            for name in record:
                self.table[self._rows[name], place] = True

    def with_any(self, names: Sequence[str]) -> Mask:
        """The records that have any of these values."""
        rows = [self._rows[name] for name in names if name in self._rows]
        return np.asarray(self.table[rows].any(axis=0), dtype=np.bool_)

    def missing(self) -> Mask:
        """The records that have no value at all."""
        return np.asarray(~self.table.any(axis=0), dtype=np.bool_)

    def counts(self, chosen: Mask) -> dict[str, int]:
        """How many of the chosen records have each value; values that none has are left out."""
        sums = self.table[:, chosen].sum(axis=1)
        return {name: int(count) for name, count in zip(self.names, sums, strict=True) if count}
