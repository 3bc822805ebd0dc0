"""Which parts a credential needs, kind by kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.secrets import (
    AUTH_PROTOCOLS,
    PRIV_PROTOCOLS,
    CredentialKind,
    CredentialParts,
    parse_secret_bytes,
)

V3 = {"kind": CredentialKind.SNMP_V3, "user": "wk"}
AUTH = {"auth": "sha256", "auth_secret": "authentication"}
PRIV = {"priv": "aes128", "priv_secret": "encryption"}


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": CredentialKind.SNMP_V1, "community": "c"},
        {"kind": CredentialKind.SNMP_V2C, "community": "c" * 255},
        V3,
        V3 | AUTH,
        V3 | AUTH | PRIV | {"context": "vlan-7"},
    ],
)
def test_complete_credentials_pass(parts):
    CredentialParts(**parts).check()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"kind": CredentialKind.SNMP_V2C}, "needs a community"),
        ({"kind": CredentialKind.SNMP_V1, "community": "é" * 128}, "255 octets"),
        ({"kind": CredentialKind.SNMP_V2C, "community": "c", "user": "u"}, "belong to snmp_v3"),
        ({"kind": CredentialKind.SNMP_V3}, "needs a user"),
        (V3 | {"community": "c"}, "no community"),
        (V3 | PRIV, "without authentication"),
        (V3 | {"auth": "rot13", "auth_secret": "authentication"}, "knows no auth protocol"),
        (V3 | {"auth": "sha1", "auth_secret": "sevench"}, "at least 8"),
        (V3 | AUTH | {"priv": "aes512", "priv_secret": "encryption"}, "knows no priv protocol"),
        (V3 | {"auth_secret": "authentication"}, "no auth protocol"),
    ],
)
def test_wrong_parts_are_named_and_secrets_are_not(parts, says):
    with pytest.raises(InvalidCredentialError, match=says) as caught:
        CredentialParts(**parts).check()
    for secret in ("community", "auth_secret", "priv_secret"):
        value = parts.get(secret, "")
        assert len(value) < 6 or value not in str(caught.value)


@given(
    community=st.text(),
    auth_secret=st.text(),
    priv_secret=st.text(),
    auth=st.sampled_from(AUTH_PROTOCOLS),
    priv=st.sampled_from(PRIV_PROTOCOLS),
)
def test_secret_parts_survive_being_written_and_repr_hides_them(community, auth_secret, priv_secret, auth, priv):
    parts = CredentialParts(
        CredentialKind.SNMP_V3, community, "u", auth, f"auth:{auth_secret}", priv, f"priv:{priv_secret}"
    )
    read = parse_secret_bytes(parts.secret_bytes())
    assert read.get("community", "") == community
    assert (read["auth_secret"], read["priv_secret"]) == (f"auth:{auth_secret}", f"priv:{priv_secret}")
    assert "auth:" not in repr(parts)
    assert "priv:" not in repr(parts)
