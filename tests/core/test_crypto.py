"""Envelopes open only in their place and under their key; the key file is made once and kept private."""

import base64
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.crypto import (
    MASTER_KEY_VARIABLE,
    EncryptedBytes,
    KeyRing,
    SecretPlace,
    create_key_file,
    generate_key,
    key_file,
    load_key_ring,
    parse_key,
    sealed_by,
)
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.keys.keeper import open_ring
from watchkeeper.core.keys.providers import LocalKeys

KEY_A = bytes(range(32))
KEY_B = bytes(range(100, 132))
PLACE = SecretPlace("credential", "c1", 1)
places = st.builds(SecretPlace, kind=st.text(max_size=8), id=st.text(max_size=8), version=st.integers(0, 9))


@given(plaintext=st.binary(max_size=300), place=places)
def test_a_sealed_secret_opens_in_its_place(plaintext, place):
    ring = KeyRing(KEY_A)
    assert ring.open(ring.seal(plaintext, place), place) == plaintext


@given(here=places, there=places)
def test_a_secret_never_opens_in_another_place(here, there):
    ring = KeyRing(KEY_A)
    envelope = ring.seal(b"secret", here)
    if here == there:
        assert ring.open(envelope, there) == b"secret"
    else:
        with pytest.raises(ConfigurationError, match="does not open"):
            ring.open(envelope, there)


@given(position=st.integers(min_value=0), flip=st.integers(1, 255))
def test_no_byte_of_an_envelope_can_be_changed(position, flip):
    ring = KeyRing(KEY_A)
    envelope = bytearray(ring.seal(b"a community", PLACE))
    envelope[position % len(envelope)] ^= flip
    with pytest.raises(ConfigurationError):
        ring.open(EncryptedBytes(bytes(envelope)), PLACE)


@given(size=st.integers(0, 200))
def test_a_truncated_envelope_is_refused(size):
    ring = KeyRing(KEY_A)
    envelope = ring.seal(b"x" * 40, PLACE)
    with pytest.raises(ConfigurationError):
        ring.open(EncryptedBytes(envelope[: min(size, len(envelope) - 1)]), PLACE)


def test_the_same_secret_never_looks_the_same_twice():
    ring = KeyRing(KEY_A)
    assert ring.seal(b"public", PLACE) != ring.seal(b"public", PLACE)
    assert b"public" not in ring.seal(b"public", PLACE)


def test_a_wrong_key_names_both_keys_and_what_to_do():
    sealed = KeyRing(KEY_A).seal(b"secret", PLACE)
    with pytest.raises(ConfigurationError, match=f"{KeyRing(KEY_A).current_id}.*{KeyRing(KEY_B).current_id}") as caught:
        KeyRing(KEY_B).open(sealed, PLACE)
    assert MASTER_KEY_VARIABLE in (caught.value.hint or "")


def test_rotation_rewraps_and_the_retired_key_can_then_go():
    sealed = KeyRing(KEY_A).seal(b"secret", PLACE)
    both = KeyRing(KEY_B, [KEY_A])
    assert both.open(sealed, PLACE) == b"secret"
    moved = both.rewrap(sealed, PLACE)
    assert sealed_by(moved) == KeyRing(KEY_B).current_id
    assert KeyRing(KEY_B).open(moved, PLACE) == b"secret"


def test_repr_shows_ids_and_no_key():
    shown = repr(KeyRing(KEY_A))
    assert KeyRing(KEY_A).current_id in shown
    assert KEY_A.hex() not in shown


@pytest.mark.parametrize("text", ["", "short", "zz" * 32, "A" * 43 + "=", "00" * 32])
def test_a_malformed_or_weak_key_is_refused_without_being_quoted(text):
    with pytest.raises(ConfigurationError) as caught:
        parse_key(text, "the environment")
    assert not text or text not in str(caught.value)


@given(st.binary(min_size=32, max_size=32).filter(lambda key: len(set(key)) >= 12))
def test_a_key_reads_the_same_as_hex_and_as_base64(key):
    assert parse_key(key.hex(), "x") == key
    assert parse_key(base64.b64encode(key).decode(), "x") == key
    assert parse_key(base64.urlsafe_b64encode(key).decode().rstrip("="), "x") == key


def test_the_first_start_makes_a_private_key_file_and_keeps_it(tmp_path):
    first = open_ring(LocalKeys(tmp_path, {}), secrets_exist=False)
    assert stat.S_IMODE(key_file(tmp_path).stat().st_mode) == 0o600
    assert open_ring(LocalKeys(tmp_path, {}), secrets_exist=True).current_id == first.current_id
    assert [entry.name for entry in tmp_path.iterdir()] == ["master.key"]


def test_creating_twice_keeps_the_first_key(tmp_path):
    create_key_file(tmp_path)
    before = key_file(tmp_path).read_text()
    create_key_file(tmp_path)
    assert key_file(tmp_path).read_text() == before


def test_a_lost_key_is_never_silently_replaced_when_secrets_exist(tmp_path):
    with pytest.raises(ConfigurationError, match="no master key"):
        open_ring(LocalKeys(tmp_path, {}), secrets_exist=True)
    assert not key_file(tmp_path).exists()


def test_the_environment_wins_and_the_file_still_opens_old_secrets(tmp_path):
    from_file = open_ring(LocalKeys(tmp_path, {}), secrets_exist=False)
    sealed = from_file.seal(b"old", PLACE)
    ring = load_key_ring(tmp_path, {MASTER_KEY_VARIABLE: generate_key()})
    assert ring is not None
    assert ring.current_id != from_file.current_id
    assert ring.open(sealed, PLACE) == b"old"


def test_no_key_yet_is_none(tmp_path):
    assert load_key_ring(tmp_path, {}) is None


def test_a_key_file_open_to_others_is_refused(tmp_path):
    path = create_key_file(tmp_path)
    path.chmod(0o640)
    with pytest.raises(ConfigurationError, match="0640") as caught:
        load_key_ring(tmp_path, {})
    assert "chmod 600" in (caught.value.hint or "")


def test_an_empty_key_file_is_refused(tmp_path):
    path = create_key_file(tmp_path)
    path.write_text("")
    with pytest.raises(ConfigurationError, match="empty"):
        load_key_ring(tmp_path, {})


def test_an_unwritable_data_directory_says_so(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        create_key_file(in_the_way / "data")
