"""Every source of keys: the first key, a new one in front, the old ones dropped; what is refused says what to do."""

import base64
import secrets

import pytest

from watchkeeper.core.crypto import MASTER_KEY_VARIABLE, SecretPlace, generate_key
from watchkeeper.core.errors import ConfigurationError, ConflictError, UnavailableError
from watchkeeper.core.keys.hashicorp import VaultKv, VaultTransit
from watchkeeper.core.keys.keeper import KeyKeeper, open_ring
from watchkeeper.core.keys.providers import LocalKeys, MountedKeys
from watchkeeper.core.keys.settings import KeySettings
from watchkeeper.core.keys.sources import key_source

PLACE = SecretPlace("credential", "c1", 1)


@pytest.fixture(params=["local", "vault_kv", "vault_transit"])
def source(request, tmp_path, hashicorp):
    return {
        "local": lambda: LocalKeys(tmp_path, {}),
        "vault_kv": lambda: VaultKv(hashicorp.settings),
        "vault_transit": lambda: VaultTransit(hashicorp.settings, tmp_path),
    }[request.param]()


def test_the_first_start_makes_a_key_that_stays(source):
    assert source.load() == []
    ring = open_ring(source, secrets_exist=False)
    assert open_ring(source, secrets_exist=True).current_id == ring.current_id


def test_a_lost_key_is_never_replaced_when_secrets_exist(source):
    with pytest.raises(ConfigurationError, match="no master key"):
        open_ring(source, secrets_exist=True)
    assert source.load() == []


def test_a_new_key_comes_in_front_and_old_envelopes_open(source):
    old = open_ring(source, secrets_exist=False)
    sealed = old.seal(b"secret", PLACE)
    source.add()
    ring = open_ring(source, secrets_exist=True)
    assert ring.current_id != old.current_id
    assert ring.ids == [ring.current_id, old.current_id]
    assert ring.open(sealed, PLACE) == b"secret"


def test_a_running_ring_looks_again_when_it_meets_a_key_it_lacks(source):
    running = open_ring(source, secrets_exist=False)
    source.add()
    other = open_ring(source, secrets_exist=True)
    assert running.open(other.seal(b"new", PLACE), PLACE) == b"new"
    assert running.current_id == other.current_id


def test_retired_keys_are_dropped_and_the_current_one_stays(source):
    open_ring(source, secrets_exist=False)
    source.add()
    source.add()
    current = source.load()[0]
    assert source.drop_retired() == 2
    assert source.load() == [current]
    assert source.age_s() < 600


async def test_a_keeper_takes_up_a_key_that_another_process_made(source):
    ring = open_ring(source, secrets_exist=False)
    keeper = KeyKeeper(ring, source)
    assert not await keeper.look()
    source.add()
    assert await keeper.look()


async def test_a_keeper_keeps_its_keys_when_they_cannot_be_loaded(hashicorp):
    source = VaultKv(hashicorp.settings)
    ring = open_ring(source, secrets_exist=False)
    before = ring.ids
    hashicorp.sealed = True
    assert not await KeyKeeper(ring, source).look()
    assert ring.ids == before


def test_the_environment_cannot_be_rotated_from_here(tmp_path):
    source = LocalKeys(tmp_path, {MASTER_KEY_VARIABLE: generate_key()})
    with pytest.raises(ConflictError, match=MASTER_KEY_VARIABLE):
        source.add()


def test_the_wrapped_file_holds_nothing_that_opens_without_the_server(tmp_path, hashicorp):
    source = VaultTransit(hashicorp.settings, tmp_path)
    source.create()
    text = (tmp_path / "master.key.wrapped").read_text()
    assert text.startswith("vault:v1:")
    assert base64.b64encode(source.load()[0]).decode() not in text
    hashicorp.transit["watchkeeper"] = [secrets.token_bytes(32)]
    with pytest.raises(UnavailableError, match="did not give"):
        source.load()


def test_a_new_key_wraps_the_others_by_the_newest_transit_key(tmp_path, hashicorp):
    source = VaultTransit(hashicorp.settings, tmp_path)
    source.create()
    before = source.load()
    hashicorp.new_transit_version("watchkeeper")
    source.add()
    assert source.load()[1:] == before
    assert {line[:9] for line in (tmp_path / "master.key.wrapped").read_text().split()} == {"vault:v2:"}


def test_two_first_starts_agree_on_one_key_in_kv(hashicorp):
    first, second = VaultKv(hashicorp.settings), VaultKv(hashicorp.settings)
    first.create()
    with pytest.raises(UnavailableError):
        second.create()
    assert first.load() == second.load()


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"token": "wrong"}, ConfigurationError, "refuses access"),
        ({"token": ""}, ConfigurationError, "no token"),
        ({"sealed": True}, UnavailableError, "did not give"),
    ],
)
def test_what_is_refused_says_so_and_never_the_token(hashicorp, change, error, says):
    if "token" in change:
        hashicorp.settings.token_file.write_text(change["token"])
    hashicorp.sealed = change.get("sealed", False)
    with pytest.raises(error, match=says) as caught:
        VaultKv(hashicorp.settings).load()
    assert "wrong" not in str(caught.value)
    assert caught.value.hint


def test_a_server_that_does_not_answer_is_unavailable(hashicorp):
    unreachable = hashicorp.settings.model_copy(update={"url": "http://127.0.0.1:1"})
    with pytest.raises(UnavailableError, match="does not answer"):
        VaultKv(unreachable).load()


def test_a_pod_logs_in_with_its_service_account(hashicorp, tmp_path):
    token = tmp_path / "jwt"
    token.write_text("pod-jwt")
    settings = hashicorp.settings.model_copy(
        update={"token_file": None, "kubernetes_role": "watchkeeper", "kubernetes_token_file": token}
    )
    VaultKv(settings).create()
    assert len(VaultKv(settings).load()) == 1
    assert ("POST", "/v1/auth/kubernetes/login") in hashicorp.asked


def mount(directory, names):
    """Lay files out as Kubernetes mounts a secret: through a link that is replaced at once."""
    inside = directory / f"..{secrets.token_hex(4)}"
    inside.mkdir(parents=True)
    for name, key in names.items():
        (inside / name).write_text(key)
        link = directory / name
        link.unlink(missing_ok=True)
        link.symlink_to(inside / name)


async def test_a_mounted_secret_is_taken_up_when_it_changes(tmp_path):
    directory = tmp_path / "secret"
    first, second = generate_key(), generate_key()
    mount(directory, {"key-2026-01": first})
    source = MountedKeys(directory)
    ring = open_ring(source, secrets_exist=False)
    sealed = ring.seal(b"x", PLACE)
    mount(directory, {"key-2026-01": first, "key-2026-07": second})
    assert await KeyKeeper(ring, source).look()
    assert base64.b64encode(source.load()[0]).decode() == second
    assert ring.open(sealed, PLACE) == b"x"
    with pytest.raises(ConflictError, match="Kubernetes"):
        source.add()


def test_a_mount_that_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        MountedKeys(tmp_path / "no").load()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigurationError) as caught:
        open_ring(MountedKeys(tmp_path / "empty"), secrets_exist=False)
    assert "kubectl" in caught.value.hint


@pytest.mark.parametrize("provider", ["local", "kubernetes", "vault_kv", "vault_transit"])
def test_the_settings_name_a_source(tmp_path, provider):
    assert key_source(KeySettings(provider=provider), tmp_path).name == provider
