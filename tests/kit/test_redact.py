"""Secrets are masked by name and by shape; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.redact import MASK, is_secret_name, redact, redact_text


@pytest.mark.parametrize(
    "name",
    [
        "password", "Password", "snmp_community", "auth_secret", "priv_secret", "api_key", "apikey", "X-Api-Key",
        "Authorization", "Cookie", "Set-Cookie", "csrf_token", "master_key", "private-key", "token", "db.password",
        "authPassword", "privKey", "ssh_key", "client_secret", "totp", "recovery_codes", "id_token", "pwd", "wpa psk",
    ],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["name", "tokens_used", "passwords_changed_at", "communities", "key", "secretary", ""])
def test_names_of_other_things(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgresql+psycopg://wk:hunter2@db/wk", "postgresql+psycopg://wk:***@db/wk"),
        ("redis://:hunter2@host", "redis://:***@host"),
        ("Authorization: Bearer abcdefgh12345", "Authorization: Bearer ***"),
        ("password=hunter2, next", "password=***, next"),
        ('{"community": "hunter2", "port": 161}', '{"community": "***", "port": 161}'),
        ("token: abc", "token: ***"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest", "***\nrest"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE cut", "***"),
        ("http://example.org/path?x=1", "http://example.org/path?x=1"),
        ("user a@b.example at 10:30", "user a@b.example at 10:30"),
        ("the password was wrong", "the password was wrong"),
        ("interface ge-0/0/1: down", "interface ge-0/0/1: down"),
    ],
)
def test_shapes_of_secrets_in_text(text: str, masked: str) -> None:
    assert redact_text(text) == masked


def test_structures_are_walked_and_left_as_they_were() -> None:
    given = {
        "user": "x",
        "password": "p",
        "empty": {"token": "", "secret": None},
        "list": [{"api_key": 1}],
        "raw": b"ab",
    }
    before = repr(given)
    assert redact(given) == {
        "user": "x",
        "password": MASK,
        "empty": {"token": "", "secret": None},
        "list": [{"api_key": MASK}],
        "raw": "<2 bytes>",
    }
    assert repr(given) == before


def test_endless_nesting_is_cut_off() -> None:
    loop: dict[str, object] = {}
    loop["self"] = loop
    assert "…" in str(redact(loop))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_it_never_fails_and_masking_twice_changes_nothing(value: object) -> None:
    once = redact(value)
    assert redact(once) == once
