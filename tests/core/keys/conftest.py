"""Sources of keys of every kind."""

import pytest
from fake_hashicorp import fake_hashicorp

from watchkeeper.core.keys.settings import HashicorpSettings


@pytest.fixture
def hashicorp(tmp_path, monkeypatch):
    with fake_hashicorp() as (url, state):
        monkeypatch.delenv("VAULT_TOKEN", raising=False)
        token = tmp_path / "token"
        token.write_text("root-token\n")
        state.new_transit_version("watchkeeper")
        state.settings = HashicorpSettings(url=url, token_file=token, timeout_s=5)
        yield state
