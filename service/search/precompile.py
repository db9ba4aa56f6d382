"""Compiles all loops ahead, so that no start of the service has to: `python -m service.search.precompile`.

For images of containers, in which the service itself can write nothing beside its code.
"""

from service import app  # noqa: F401 - with it all loops are there
from service.search.jit import warm_jit_cache

if __name__ == "__main__":
    warm_jit_cache()
