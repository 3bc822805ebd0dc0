"""The real platform is run with known secrets of every kind, and nothing that it says or keeps shows one of them."""

import base64
import io
import json
import re
import sqlite3
import subprocess
import zipfile

import pytest
from live_platform import LivePlatform

pytestmark = pytest.mark.acceptance

MARK = "pLaNtEd"
PASSWORD = f"{MARK}-password-0"
SNMP_V3 = {
    "user": "wk",
    "auth": "sha256",
    "auth_secret": f"{MARK}-auth-3",
    "priv": "aes128",
    "priv_secret": f"{MARK}-priv-4",
}
PLANTED = {
    "snmp_v1": {"community": f"{MARK}-community-1"},
    "snmp_v2c": {"community": f"{MARK}-community-2"},
    "snmp_v3": SNMP_V3,
    "ssh_password": {
        "user": "u",
        "password": f"{MARK}-ssh-5",
        "enable_secret": f"{MARK}-enable-6",
        "attributes": {"port": "9"},
    },
    "netconf": {"user": "u", "password": f"{MARK}-netconf-7"},
    "http_basic": {"user": "u", "password": f"{MARK}-basic-8"},
    "http_token": {"token": f"{MARK}-token-9"},
    "winrm": {"user": "u", "password": f"{MARK}-winrm-10", "attributes": {"port": "9"}},
    "generic": {"extra": {"pin": f"{MARK}-pin-11"}},
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    platform = LivePlatform(tmp_path_factory.mktemp("planted"))
    platform.environment |= {
        "WATCHKEEPER_LOGGING__LEVEL": "debug",
        "WATCHKEEPER_RATES__REDIS_URL": f"redis://:{MARK}-redis-21@127.0.0.1:9/0",
        "WATCHKEEPER_LDAP__BIND_PASSWORD": f"{MARK}-bind-22",
        "WATCHKEEPER_OIDC__CLIENT_SECRET": f"{MARK}-client-23",
    }
    try:
        platform.init()
        platform.start()
        yield plant(platform)
    finally:
        platform.close()


def plant(platform):
    """Store a secret of every kind, use them, and provoke every refusal that could quote one."""
    key = platform.directory / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", f"{MARK}-passphrase-12", "-f", key], check=True)
    kinds = PLANTED | {
        "ssh_key": {"user": "u", "private_key": key.read_text(), "passphrase": f"{MARK}-passphrase-12"},
    }
    platform.secrets = [line for line in key.read_text().splitlines()[1:-1] if len(line) > 30]
    ids = {}
    for kind, parts in kinds.items():
        answer = platform.client.post("/api/v1/credentials", json={"name": kind, "kind": kind, **parts})
        assert answer.status_code == 201, answer.text
        ids[kind] = answer.json()["id"]
    site = platform.client.post("/api/v1/sites", json={"name": "s", "credential_id": ids["snmp_v2c"]}).json()
    for number, kind in enumerate(("snmp_v2c", "snmp_v3"), 1):
        device = {"name": f"r{number}", "address": f"127.0.0.{number}", "snmp_port": 9, "site_id": site["id"]}
        answer = platform.client.post("/api/v1/devices", json={**device, "credential_id": ids[kind]})
        platform.client.post(f"/api/v1/devices/{answer.json()['id']}/poll")
    for kind in ("ssh_password", "ssh_key", "winrm"):
        platform.client.post(f"/api/v1/credentials/{ids[kind]}/mappings", json={"level": "default"})
    platform.logins = [
        platform.client.post(f"/api/v1/devices/{number}/login-trial", params={"protocol": protocol})
        for number, protocol in ((1, "ssh"), (2, "ssh"), (1, "winrm"))
    ]
    hook = {"url": f"http://127.0.0.1:9/{MARK}-hook-24", "secret": f"{MARK}-signing-25"}
    channels = "/api/v1/notifications/channels"
    channel = platform.client.post(channels, json={"name": "w", "kind": "webhook", "config": hook})
    assert channel.status_code == 201, channel.text
    platform.client.post(f"{channels}/{channel.json()['id']}/test")
    platform.client.patch(f"/api/v1/credentials/{ids['snmp_v2c']}", json={"community": f"{MARK}-community-13"})
    platform.refusals = [
        platform.client.post("/api/v1/credentials", json=body)
        for body in (
            {"name": "bad", "kind": "snmp_v2c", "community": [f"{MARK}-14"]},
            {"name": "bad", "kind": "snmp_v3", "user": "u", "auth": f"{MARK}-15", "auth_secret": "x"},
            {"name": "bad", "kind": "ssh_key", "user": "u", "private_key": f"{MARK}-16"},
            {"name": "bad", "kind": "http_token", "token": f"{MARK}-17", "unknown": f"{MARK}-18"},
            {"name": "bad", "kind": "generic", "extra": {"bad name!": f"{MARK}-19"}},
        )
    ]
    order = {"password": f"{MARK}-wrong-20", "reason": "looking for leaks"}
    platform.refusals.append(platform.client.post(f"/api/v1/credentials/{ids['snmp_v1']}/reveal", json=order))
    platform.refusals.append(platform.client.post("/api/v1/session", json={"username": "admin", "password": PASSWORD}))
    platform.ids = ids
    return platform


def shown(text, platform):
    """Return every planted secret in ``text``, also as base64 or hex."""
    text = text if isinstance(text, str) else text.decode("utf-8", "replace")
    found = set(re.findall(rf"{MARK}-[A-Za-z0-9-]+", text))
    encoded = {base64.b64encode(MARK.encode()).decode()[:8], MARK.encode().hex()}
    return found | {one for one in encoded if one in text} | {line for line in platform.secrets if line in text}


def test_no_answer_of_any_readable_route_shows_a_secret(planted):
    document = planted.client.get("/api/v1/openapi.json").json()
    first = {"credential_id": planted.ids["snmp_v2c"]}
    asked = 0
    for path, methods in document["paths"].items():
        if "get" not in methods or path.endswith(("/stream", "/events/stream")) or "/live" in path:
            continue
        for number in (1, 2):
            filled = re.sub(r"\{(\w+)\}", lambda name, n=number: str(first.get(name[1], n)), path)
            with planted.client.stream("GET", filled) as answer:
                if "event-stream" in answer.headers.get("content-type", ""):
                    continue
                body = answer.read()
            asked += 1
            assert shown(body, planted) == set(), filled
    assert asked > 50
    for path in ("/metrics", "/api/v1/openapi.json", "/"):
        assert shown(planted.client.get(path).content, planted) == set(), path


def test_no_refusal_quotes_a_secret(planted):
    assert [answer.status_code for answer in planted.refusals] == [422] * 6 + [401]
    for answer in planted.refusals:
        assert shown(answer.text, planted) == set(), answer.text


def test_no_login_on_a_device_tells_what_it_logged_in_by(planted):
    assert [answer.json()["credential"] for answer in planted.logins] == ["ssh_password", "ssh_password", "winrm"]
    for answer in planted.logins:
        assert answer.status_code == 200
        assert shown(answer.text, planted) == set(), answer.text


def test_no_login_tried_from_the_command_line_does_either(planted):
    tried = planted.wk("vault", "try", "r1", "--protocol", "ssh", "--json", check=False)
    told = json.loads(tried.stdout)
    assert (tried.returncode, told["outcome"], told["credential"], told["port"]) == (
        1,
        "unreachable",
        "ssh_password",
        9,
    )
    assert shown(tried.stdout + tried.stderr, planted) == set()


def test_no_support_bundle_holds_a_secret(planted):
    by_hand = planted.directory / "support.zip"
    planted.wk("support-bundle", "--output", by_hand)
    answer = planted.client.post("/api/v1/support-bundle")
    assert answer.status_code == 200
    for bundle in (by_hand, io.BytesIO(answer.content)):
        with zipfile.ZipFile(bundle) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()}
        assert len(files["log.jsonl"].splitlines()) > 20
        assert '"problem": ""' in files["manifest.json"]
        assert "Error" not in files["manifest.json"]
        for name, text in files.items():
            assert shown(text, planted) == set(), name
    assert by_hand.stat().st_mode & 0o777 == 0o600


def test_no_command_prints_a_secret(planted):
    export = planted.directory / "audit.jsonl"
    for words in (
        ["doctor"],
        ["config", "show"],
        ["device", "list"],
        ["device", "show", "r1"],
        ["vault", "status"],
        ["vault", "why", "r1"],
        ["audit-log", "list"],
        ["audit-log", "verify"],
        ["audit-log", "export", "--output", export],
        ["audit-log", "export", "--format", "cef"],
        ["audit-log", "export", "--format", "syslog"],
    ):
        done = planted.wk(*words, check=False)
        assert shown(done.stdout + done.stderr, planted) == set(), words
    assert len(export.read_text().splitlines()) > 15
    assert shown(export.read_bytes(), planted) == set()


def test_no_column_of_the_database_holds_a_secret(planted):
    with sqlite3.connect(planted.data_dir / "watchkeeper.db") as connection:
        dump = "\n".join(connection.iterdump())
    assert "credential.create" in dump
    assert shown(dump, planted) == set()


def test_no_file_of_the_installation_and_no_line_of_the_log_shows_a_secret(planted):
    planted.stop()
    looked = 0
    for path in [*planted.data_dir.rglob("*"), planted.log]:
        if path.is_file():
            looked += 1
            assert shown(path.read_bytes(), planted) == set(), path
    assert looked > 3
    assert json.loads(planted.log.read_text().splitlines()[0])
