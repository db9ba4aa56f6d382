"""Which of some passages are among those that hold something, a flag for each thing."""

import numpy as np
from numpy.typing import NDArray

from service.search.index import Ordinals
from service.search.jit import compiled

Flags = NDArray[np.uint8]


@compiled("u1[]! u4[] u4[] i8")
def set_flag(flags: Flags, ordinals: Ordinals, passages: Ordinals, flag: int) -> None:
    """Sets a flag of those of some passages, in any order, that are among these ordinals."""
    for row in range(len(passages)):
        at = np.searchsorted(ordinals, passages[row])
        if at < len(ordinals) and ordinals[at] == passages[row]:
            flags[row] |= np.uint8(flag)
