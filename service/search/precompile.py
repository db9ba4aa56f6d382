"""Compile all loops ahead of the service's first start: `python -m service.search.precompile`.

For container images, in which the service cannot write beside its code.
"""

from service import app  # noqa: F401 - imports all loops
from service.search.jit import warm_jit_cache

if __name__ == "__main__":
    warm_jit_cache()
