"""The second factor over HTTP: set up, asked for, replay refused, recovery codes once, required by role."""

import re
from datetime import timedelta

import httpx
import pyotp
import pytest
from sqlalchemy import select

from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.endpoints import build_router
from watchkeeper.estate.accounts.models import RecoveryCode, SecondFactor
from watchkeeper.estate.accounts.second_factor import codes

PASSWORD = "four unrelated plain words"


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


class Authenticator:
    """A telephone with the secret in it."""

    def __init__(self, secret, clock):
        self._generator, self._clock = pyotp.TOTP(secret), clock

    def code(self):
        return self._generator.at(self._clock())


async def set_up(client, clock):
    begun = await client.post("/session/second-factor", json={"password": PASSWORD})
    assert begun.status_code == 200, begun.text
    phone = Authenticator(begun.json()["secret"], clock)
    confirmed = await client.post("/session/second-factor/confirmation", json={"code": phone.code()})
    assert confirmed.status_code == 200, confirmed.text
    client.headers["X-CSRF-Token"] = confirmed.json()["csrf_token"]
    return phone, confirmed.json()["codes"]


async def test_after_the_set_up_the_password_alone_opens_nothing(new_client, clock):
    client = new_client()
    await log_in(client)
    phone, _ = await set_up(client, clock)
    clock.advance(30)
    another = new_client()
    missing = await log_in(another)
    assert (missing.status_code, missing.json()["code"]) == (401, "second_factor_required")
    wrong = await log_in(another, code="000000")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_code")
    assert (await log_in(another, code=phone.code())).status_code == 200
    assert (await another.get("/sessions")).json()[0]["second_factor"] is True


async def test_a_wrong_password_never_tells_that_there_is_a_second_factor(new_client, clock):
    client = new_client()
    await log_in(client)
    await set_up(client, clock)
    answer = await new_client().post("/session", json={"username": "vic", "password": "wrong"})
    assert answer.json()["code"] == "wrong_login"


async def test_a_code_is_good_once(new_client, clock):
    client = new_client()
    await log_in(client)
    phone, _ = await set_up(client, clock)
    at_setup = await log_in(new_client(), code=phone.code())
    assert at_setup.json()["code"] == "wrong_code"
    clock.advance(30)
    code = phone.code()
    assert (await log_in(new_client(), code=code)).status_code == 200
    assert (await log_in(new_client(), code=code)).json()["code"] == "wrong_code"


async def test_a_clock_may_be_half_a_minute_off_but_no_more(clock):
    secret = codes.new_secret()
    phone = pyotp.TOTP(secret)
    now = clock()
    for steps, taken in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        code = phone.at(now + timedelta(seconds=30 * steps))
        assert (codes.matching_step(secret, code, now, 0) is not None) is taken, steps


async def test_codes_cannot_be_guessed_by_asking_in_between(new_client, clock):
    client = new_client()
    await log_in(client)
    await set_up(client, clock)
    answers = []
    for number in range(8):
        await log_in(new_client())
        answers.append((await log_in(new_client(), code=f"{number:06}")).json()["code"])
    assert answers[:5] == ["wrong_code"] * 5
    assert "too_many_logins" in answers


async def test_a_recovery_code_is_good_once_and_in_any_writing(new_client, clock, database):
    client = new_client()
    await log_in(client)
    _, recovery = await set_up(client, clock)
    assert len(set(recovery)) == 10
    written = recovery[0].upper().replace("-", " ")
    assert (await log_in(new_client(), code=written)).status_code == 200
    assert (await log_in(new_client(), code=recovery[0])).status_code == 401
    assert (await client.get("/session/second-factor")).json()["recovery_codes_left"] == 9
    async with database.reading() as session:
        stored = (await session.scalars(select(RecoveryCode.code_hash))).all()
    assert not set(stored) & set(recovery)


async def test_new_recovery_codes_void_the_old(new_client, clock):
    client = new_client()
    await log_in(client)
    phone, old = await set_up(client, clock)
    clock.advance(30)
    answer = await client.post(
        "/session/second-factor/recovery-codes", json={"password": PASSWORD, "code": phone.code()}
    )
    assert answer.status_code == 200, answer.text
    new = answer.json()["codes"]
    assert (await log_in(new_client(), code=old[0])).status_code == 401
    assert (await log_in(new_client(), code=new[0])).status_code == 200


async def test_the_secret_is_sealed_and_the_picture_is_plain_svg(new_client, clock, database):
    client = new_client()
    await log_in(client)
    begun = (await client.post("/session/second-factor", json={"password": PASSWORD})).json()
    assert begun["qr_svg"].startswith("<svg ")
    assert not re.search(r"<(script|style|image|use|a)\b|href|on\w+=", begun["qr_svg"])
    async with database.reading() as session:
        stored = await session.scalar(select(SecondFactor.secret))
    assert begun["secret"].encode() not in stored


async def test_setting_up_needs_the_password(new_client):
    client = new_client()
    await log_in(client)
    answer = await client.post("/session/second-factor", json={"password": "wrong"})
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_password")


async def test_confirming_rotates_this_session_and_ends_the_others(new_client, clock):
    client, other = new_client(), new_client()
    await log_in(client)
    await log_in(other)
    token = client.cookies["wk_session"]
    await set_up(client, clock)
    assert client.cookies["wk_session"] != token
    assert (await client.get("/session")).status_code == 200
    assert (await other.get("/session")).status_code == 401


async def test_taking_it_away_needs_password_and_code(new_client, clock):
    client = new_client()
    await log_in(client)
    phone, _ = await set_up(client, clock)
    clock.advance(30)
    alone = await client.request("DELETE", "/session/second-factor", json={"password": PASSWORD})
    assert alone.json()["code"] == "second_factor_required"
    proof = {"password": PASSWORD, "code": phone.code()}
    assert (await client.request("DELETE", "/session/second-factor", json=proof)).status_code == 204
    assert (await log_in(new_client())).status_code == 200


async def test_a_role_may_need_one_and_then_nothing_else_is_possible_until_it_is_there(new_client, clock):
    admin, vic = new_client(), new_client()
    await log_in(admin, "root")
    await log_in(vic)
    assert (await admin.put("/second-factor-rules", json={"roles": ["viewer"]})).json() == {"roles": ["viewer"]}
    refused = await vic.get("/sessions")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_setup_required")
    assert (await vic.get("/session")).json()["user"]["must_set_up_second_factor"] is True
    await set_up(vic, clock)
    assert (await vic.get("/sessions")).status_code == 200
    assert (await vic.get("/session")).json()["user"]["must_set_up_second_factor"] is False


async def test_a_rule_for_a_role_that_does_not_exist_is_refused(new_client):
    admin = new_client()
    await log_in(admin, "root")
    assert (await admin.put("/second-factor-rules", json={"roles": ["emperor"]})).status_code == 422


async def test_an_administrator_takes_it_away_from_who_lost_it(new_client, clock, people):
    admin, vic = new_client(), new_client()
    await log_in(admin, "root")
    await log_in(vic)
    await set_up(vic, clock)
    listed = (await admin.get("/users", params={"q": "vic"})).json()["items"]
    assert listed[0]["second_factor"] is True
    assert (await admin.delete(f"/users/{people['vic']}/second-factor")).status_code == 204
    assert (await vic.get("/session")).status_code == 401
    assert (await log_in(vic)).status_code == 200
