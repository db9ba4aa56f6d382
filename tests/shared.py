"""The test data that lies beside a checkout, where there is some: real reports, hostile files, evaluation sets."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
"""A folder named `shared` next to the checkout. Nothing of it is ever in the repository."""

NO_SHARED = f"no test data at ../{SHARED.name}"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=NO_SHARED)
"""Marks tests that read the shared data; without it they are reported as skipped, with this reason."""
