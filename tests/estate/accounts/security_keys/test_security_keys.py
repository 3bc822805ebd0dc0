"""Security keys over HTTP: registered, asked for, counted, revoked; passkeys; and what must not get in."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soft_key import SoftKey, b64
from sqlalchemy import func, select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.endpoints import build_router
from watchkeeper.estate.accounts.errors import WrongCodeError
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.ceremonies import Ceremonies, RelyingParty, challenge_in
from watchkeeper.estate.accounts.security_keys.models import SecurityKeyChallenge
from watchkeeper.estate.accounts.security_keys.service import SecurityKeys

PASSWORD = "four unrelated plain words"
ORIGIN = "https://watchkeeper.example"


@pytest.fixture
def factors(key_ring, clock):
    return SecondFactors(key_ring, clock, SecurityKeys(RelyingParty.of([ORIGIN]), 300, clock))


@pytest.fixture
async def new_client(database, office, people):
    authenticator = SessionAuthenticator(office.book, office.keys, database)
    app = create_base_app(database=database, authenticator=authenticator, metrics=Metrics())
    app.include_router(build_router(office), prefix="/api/v1")
    opened = []

    def make():
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test/api/v1")
        opened.append(client)
        return client

    yield make
    for client in opened:
        await client.aclose()
    await authenticator.aclose()


async def log_in(client, name="vic", **more):
    answer = await client.post("/session", json={"username": name, "password": PASSWORD, **more})
    if answer.status_code == 200:
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return answer


async def add(client, key, name="blue", **proof):
    begun = await client.post("/session/security-keys", json={"password": PASSWORD, **proof})
    assert begun.status_code == 200, begun.text
    given = {"name": name, "credential": key.register(begun.json()["options"])}
    added = await client.post("/session/security-keys/confirmation", json=given)
    if added.status_code == 201:
        client.headers["X-CSRF-Token"] = added.json()["csrf_token"]
    return added


@pytest.fixture
async def vic(new_client):
    client = new_client()
    await log_in(client)
    return client


@pytest.fixture
async def key(vic):
    made = SoftKey()
    assert (await add(vic, made)).status_code == 201
    return made


async def asked(client):
    """Return what the keys are asked after a right password."""
    answer = await log_in(client)
    assert (answer.status_code, answer.json()["code"]) == (401, "second_factor_required")
    return answer.json()["security_key"]


async def test_after_registering_the_password_alone_opens_nothing_and_the_key_does(new_client, key):
    client = new_client()
    options = await asked(client)
    assert options["allowCredentials"] == [{"type": "public-key", "id": b64(key.credential_id)}]
    assert (await log_in(client, security_key=key.sign(options))).status_code == 200
    (session,) = [each for each in (await client.get("/sessions")).json() if each["current"]]
    assert (session["method"], session["second_factor"]) == ("password", True)
    listed = (await client.get("/session/security-keys")).json()
    assert listed["offered"] is True
    assert [(each["name"], each["last_used_at"] is not None) for each in listed["keys"]] == [("blue", True)]


async def test_a_wrong_password_tells_nothing_of_keys(new_client, key):
    answer = await new_client().post("/session", json={"username": "vic", "password": "wrong"})
    assert answer.json()["code"] == "wrong_login"
    assert "security_key" not in answer.json()


async def test_the_first_factor_brings_recovery_codes_which_still_get_one_in(new_client, vic):
    first = (await add(vic, SoftKey())).json()
    assert len(set(first["codes"])) == 10
    assert (await log_in(new_client(), code=first["codes"][0])).status_code == 200
    assert (await log_in(new_client(), code=first["codes"][0])).json()["code"] == "wrong_code"
    state = (await vic.get("/session/second-factor")).json()
    assert state == {
        "enabled": True,
        "authenticator": False,
        "security_keys": 1,
        "recovery_codes_left": 9,
        "required": False,
    }
    second = await add(vic, SoftKey(), "spare", code=first["codes"][1])
    assert second.json()["codes"] == []


async def test_a_challenge_is_good_once(new_client, key):
    options = await asked(new_client())
    answer = key.sign(options)
    assert (await log_in(new_client(), security_key=answer)).status_code == 200
    assert (await log_in(new_client(), security_key=answer)).json()["code"] == "wrong_security_key"


async def test_a_challenge_ends(new_client, key, clock):
    options = await asked(new_client())
    clock.advance(301)
    assert (await log_in(new_client(), security_key=key.sign(options))).json()["code"] == "wrong_security_key"


async def test_challenges_that_nobody_answers_are_swept(new_client, key, clock, database):
    await asked(new_client())
    clock.advance(301)
    await asked(new_client())
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(SecurityKeyChallenge)) == 1


async def test_a_count_that_went_back_betrays_a_copy_and_is_in_the_audit_log(new_client, key, database):
    assert (await log_in(new_client(), security_key=key.sign(await asked(new_client())))).status_code == 200
    key.count = 0
    refused = await log_in(new_client(), security_key=key.sign(await asked(new_client())))
    assert (refused.status_code, refused.json()["code"]) == (401, "security_key_cloned")
    async with database.reading() as session:
        last = await session.scalar(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))
    assert (last.verb, last.outcome, last.reason) == ("session.login", "failed", "security_key_cloned")


@pytest.mark.parametrize(
    "bend",
    [
        {"origin": "https://watchkeeper.example.evil"},
        {"origin": "http://watchkeeper.example"},
        {"rp_id": "example"},
    ],
)
async def test_an_answer_of_another_site_is_refused(new_client, key, bend):
    for name, value in bend.items():
        setattr(key, name, value)
    answer = await log_in(new_client(), security_key=key.sign(await asked(new_client())))
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_security_key")


async def test_a_forged_signature_is_refused(new_client, key):
    forged = SoftKey(credential_id=key.credential_id, handle=key.handle)
    answer = await log_in(new_client(), security_key=forged.sign(await asked(new_client())))
    assert answer.json()["code"] == "wrong_security_key"


async def test_somebody_elses_key_is_no_second_factor_of_mine(new_client, key):
    root, theirs = new_client(), SoftKey()
    await log_in(root, "root")
    assert (await add(root, theirs)).status_code == 201
    answer = await log_in(new_client(), security_key=theirs.sign(await asked(new_client())))
    assert answer.json()["code"] == "wrong_security_key"


async def test_a_challenge_of_somebody_else_is_none_of_mine(new_client, key):
    root, theirs = new_client(), SoftKey()
    await log_in(root, "root")
    await add(root, theirs)
    roots = (await log_in(new_client(), "root")).json()["security_key"]
    assert (await log_in(new_client(), security_key=key.sign(roots))).json()["code"] == "wrong_security_key"


async def test_wrong_answers_are_held_up_like_wrong_codes(new_client, key):
    answers = []
    for _ in range(8):
        asking = await log_in(new_client())
        if asking.status_code == 429:
            answers.append("too_many_logins")
            break
        forged = SoftKey(credential_id=key.credential_id).sign(asking.json()["security_key"])
        answers.append((await log_in(new_client(), security_key=forged)).json()["code"])
    assert answers[0] == "wrong_security_key"
    assert answers[-1] == "too_many_logins"


async def test_a_revoked_key_opens_nothing_and_the_last_one_takes_the_codes_along(new_client, vic, key):
    number = (await vic.get("/session/security-keys")).json()["keys"][0]["id"]
    alone = await vic.request("DELETE", f"/session/security-keys/{number}", json={"password": PASSWORD})
    assert alone.json()["code"] == "second_factor_required"
    proof = {"password": PASSWORD, "security_key": key.sign(alone.json()["security_key"])}
    assert (await vic.request("DELETE", f"/session/security-keys/{number}", json=proof)).status_code == 204
    assert (await vic.get("/session/second-factor")).json()["enabled"] is False
    assert (await log_in(new_client())).status_code == 200
    gone = await vic.request("DELETE", f"/session/security-keys/{number}", json={"password": PASSWORD})
    assert gone.status_code == 404


async def test_nobody_revokes_the_key_of_somebody_else(new_client, vic, key):
    root = new_client()
    await log_in(root, "root")
    number = (await vic.get("/session/security-keys")).json()["keys"][0]["id"]
    answer = await root.request("DELETE", f"/session/security-keys/{number}", json={"password": PASSWORD})
    assert answer.status_code == 404
    assert len((await vic.get("/session/security-keys")).json()["keys"]) == 1


async def test_an_administrator_takes_keys_away_from_who_lost_them(new_client, vic, key, people):
    root = new_client()
    await log_in(root, "root")
    (listed,) = (await root.get("/users", params={"q": "vic"})).json()["items"]
    assert listed["second_factor"] is True
    assert (await root.delete(f"/users/{people['vic']}/second-factor")).status_code == 204
    assert (await vic.get("/session")).status_code == 401
    assert (await log_in(new_client())).status_code == 200


async def test_a_key_satisfies_a_role_that_needs_a_second_factor(new_client, vic):
    root = new_client()
    await log_in(root, "root")
    await root.put("/second-factor-rules", json={"roles": ["viewer"]})
    assert (await vic.get("/sessions")).json()["code"] == "second_factor_setup_required"
    assert (await add(vic, SoftKey())).status_code == 201
    assert (await vic.get("/sessions")).status_code == 200


async def test_the_same_key_is_not_taken_twice(new_client, vic, key):
    proof = await vic.post("/session/security-keys", json={"password": PASSWORD})
    again = await add(vic, key, "again", security_key=key.sign(proof.json()["security_key"]))
    assert (again.status_code, again.json()["code"]) == (409, "security_key_state")


async def passkey(client, key):
    asked = (await client.post("/session/passkey/challenge")).json()["options"]
    assert asked["userVerification"] == "required"
    assert "allowCredentials" not in asked
    return await client.post("/session/passkey", json={"credential": key.sign(asked)})


async def test_a_passkey_logs_one_in_without_name_and_password(new_client, key):
    client = new_client()
    assert (await client.get("/session/methods")).json()["passkeys"] is True
    answer = await passkey(client, key)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["user"]["name"], answer.json()["method"]) == ("vic", "passkey")
    assert (await client.get("/sessions")).json()[0]["second_factor"] is True


async def test_a_passkey_that_did_not_make_sure_of_the_person_is_refused(new_client, key):
    key.verified = False
    assert (await passkey(new_client(), key)).json()["code"] == "wrong_security_key"


async def test_a_disabled_account_has_no_passkey(new_client, key, people):
    root = new_client()
    await log_in(root, "root")
    assert (await root.patch(f"/users/{people['vic']}", json={"enabled": False})).status_code == 200
    assert (await passkey(new_client(), key)).json()["code"] == "wrong_login"


async def test_a_second_factors_challenge_is_no_login(new_client, key):
    answer = key.sign(await asked(new_client()))
    refused = await new_client().post("/session/passkey", json={"credential": answer})
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_security_key")


async def test_without_a_public_name_keys_are_not_offered(new_client, factors, vic, monkeypatch):
    monkeypatch.setattr(factors.security_keys, "_ceremonies", None)
    assert (await vic.get("/session/security-keys")).json() == {"offered": False, "keys": []}
    assert (await vic.get("/session/methods")).json()["passkeys"] is False
    for path, body in (("/session/security-keys", {"password": PASSWORD}), ("/session/passkey/challenge", None)):
        answer = await vic.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "security_keys_off")


@given(st.text(alphabet="ABCabc019-_", max_size=60), st.binary(max_size=200), st.binary(max_size=200))
def test_hostile_answers_are_refused_and_nothing_else(challenge, first, second):
    ceremonies = Ceremonies(RelyingParty.of([ORIGIN]))
    answer = {"id": "AA", "rawId": "AA", "type": "public-key"}
    with pytest.raises(WrongCodeError):
        ceremonies.registered(
            challenge, answer | {"response": {"clientDataJSON": b64(first), "attestationObject": b64(second)}}
        )
    signed = {"clientDataJSON": b64(first), "authenticatorData": b64(second), "signature": "AA"}
    with pytest.raises(WrongCodeError):
        ceremonies.answered(challenge, second, 0, answer | {"response": signed}, verify=False)


@given(st.binary(max_size=200))
def test_client_data_without_a_challenge_is_refused(raw):
    with pytest.raises(WrongCodeError, match="does not hold"):
        challenge_in(b64(raw))


def test_origins_that_browsers_refuse_do_not_start():
    with pytest.raises(ConfigurationError, match="only over https"):
        RelyingParty.of(["http://watchkeeper.example"])
    with pytest.raises(ConfigurationError, match="do not work at"):
        RelyingParty.of(["https://a.example", "https://b.example"])
    both = RelyingParty.of(["https://a.wk.example", "https://b.wk.example"], "wk.example")
    assert both == RelyingParty("wk.example", frozenset({"https://a.wk.example", "https://b.wk.example"}))


def test_origins_that_were_not_given_for_keys_are_used_where_they_can_be():
    assert RelyingParty.among(["http://plain.example", "https://wk.example", "https://other.example"]) == RelyingParty(
        "wk.example", frozenset({"https://wk.example"})
    )
    assert RelyingParty.among(["http://plain.example"]) is None
    assert RelyingParty.among(["http://localhost:8470"]) is not None
