"""Helpers of several test packages: the test data beside a checkout, and settings of an environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from indexer.settings import Settings, load_settings

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
"""A folder named `shared` next to the checkout. Nothing of it is ever in the repository."""

NO_SHARED = f"no test data at ../{SHARED.name}"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=NO_SHARED)
"""Marks tests that read the shared data; without it they are reported as skipped, with this reason."""


def settings_in(environment: Mapping[str, str], **options: object) -> Settings:
    """Return the settings of a process with just these environment variables."""
    with patch.dict(os.environ, environment, clear=True):
        return load_settings(**options)
