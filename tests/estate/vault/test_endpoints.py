"""Credentials over HTTP: in, never out."""

import pytest

from watchkeeper.estate.vault.endpoints import build_router
from watchkeeper.estate.vault.host_keys import HostKeys

SECRET = "xyzzy-plugh"


@pytest.fixture
def client(api_client, vault, database):
    return api_client(build_router(vault, HostKeys(database), None))


async def test_a_credential_is_created_listed_changed_and_deleted_without_showing_its_secret(client):
    created = await client.post(
        "/api/v1/credentials",
        json={
            "name": "v3", "kind": "snmp_v3", "user": "wk", "auth": "sha256", "auth_secret": SECRET,
            "priv": "aes128", "priv_secret": SECRET,
        },
    )  # fmt: skip
    assert created.status_code == 201, created.text
    number = created.json()["id"]
    changed = await client.patch(f"/api/v1/credentials/{number}", json={"auth_secret": SECRET + SECRET})
    listed = await client.get("/api/v1/credentials")
    assert changed.status_code == 200
    assert listed.json()["items"] == [changed.json()]
    assert set(changed.json()) == {
        "id", "name", "kind", "user", "auth", "priv", "context", "attributes", "protocol", "is_default", "version",
        "expires_at", "expiry", "sealed_at", "created_at", "updated_at",
    }  # fmt: skip
    assert SECRET not in created.text + changed.text + listed.text
    assert (await client.delete(f"/api/v1/credentials/{number}")).status_code == 204
    assert (await client.patch(f"/api/v1/credentials/{number}", json={})).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x", "kind": "snmp_v2c", "community": SECRET, "user": "u"},
        {"name": "x", "kind": "snmp_v9", "community": SECRET},
        {"name": "x", "kind": "snmp_v3", "user": "u", "auth": "sha1", "auth_secret": 7, "priv_secret": SECRET},
        {"name": "x", "kind": "snmp_v2c", "community": SECRET, "unknown": SECRET},
    ],
)
async def test_a_refused_credential_is_not_quoted(client, body):
    answer = await client.post("/api/v1/credentials", json=body)
    assert answer.status_code == 422
    assert SECRET not in answer.text
