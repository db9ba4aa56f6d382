"""Time and chance as fetching sees them, in one value, so that whoever calls can hold both."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is (`now`, in UTC), how long things take (`elapsed`, in seconds from anywhere), waiting, and chance.

    `chance` gives numbers from 0 to 1 that spread out retries.
    """

    now: Callable[[], datetime]
    elapsed: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


SYSTEM_CLOCK = Clock(now=lambda: datetime.now(UTC), elapsed=time.monotonic, sleep=time.sleep, chance=random.random)
"""The machine's own."""
