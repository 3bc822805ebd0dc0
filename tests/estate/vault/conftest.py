"""A vault with a fixed master key, and people who use it."""

from datetime import UTC, datetime

import pytest

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.vault.service import VaultService

KEY = bytes(range(32))
OTHER_KEY = bytes(range(50, 82))


@pytest.fixture
def vault():
    return VaultService(KeyRing(KEY), lambda: datetime(2026, 1, 5, 12, tzinfo=UTC))


@pytest.fixture
def engineer():
    return Principal(1, "eve", "engineer", frozenset())
