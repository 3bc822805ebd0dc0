"""How fast one may ask: the bucket itself, in memory, and in a real Redis that several processes share."""

import asyncio
import gzip
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import TooManyRequestsError
from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.http.rates.bucket import Bucket, Limit, draw
from watchkeeper.core.http.rates.limits import RateLimits
from watchkeeper.core.http.rates.settings import RateSettings
from watchkeeper.core.http.rates.stores import MemoryBuckets, RedisBuckets
from watchkeeper.core.http.security import authenticated, public
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.core.telemetry.metrics import Metrics

THREE = Limit(per_s=2.0, burst=3)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@given(
    st.lists(st.floats(min_value=0, max_value=10), max_size=60),
    st.floats(min_value=0.1, max_value=50),
    st.integers(min_value=1, max_value=20),
)
def test_no_more_is_given_than_the_burst_and_what_came_back(steps: list[float], per_s: float, burst: int) -> None:
    limit, bucket, now, given_out = Limit(per_s, burst), None, 0.0, 0
    for step in steps:
        now += step
        drawn = draw(bucket, limit, now)
        bucket = drawn.bucket
        given_out += drawn.wait_s == 0
        assert given_out <= burst + now * per_s + 1e-6
        assert 0 <= drawn.wait_s <= 1 / per_s + 1e-9


def test_after_the_wait_a_token_is_there() -> None:
    drawn = draw(Bucket(0.25, 10.0), THREE, 10.0)
    assert drawn.wait_s == pytest.approx(0.375)
    assert draw(drawn.bucket, THREE, 10.0 + drawn.wait_s + 1e-9).wait_s == 0


async def test_memory_forgets_the_oldest_bucket_when_there_are_too_many() -> None:
    buckets = MemoryBuckets(Clock(), most=2)
    for key in ("a", "a", "a", "b", "c"):
        await buckets.take(key, THREE)
    assert await buckets.take("a", THREE) == 0
    assert len(buckets._buckets) == 2


@pytest.fixture
def redis_port(tmp_path: Path) -> Iterator[int]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (apt-get install redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            if process.poll() is not None:
                raise
            subprocess.run(["sleep", "0.05"], check=True)
    yield port
    process.terminate()
    process.wait(10)


@pytest.fixture
async def two(redis_port: int) -> AsyncIterator[tuple[RedisBuckets, RedisBuckets]]:
    """Two processes' connections to one Redis."""
    url = f"redis://127.0.0.1:{redis_port}/0"
    pair = tuple(RedisBuckets.connect(url, patience_s=30) for _ in range(2))  # a busy machine is not an absent Redis
    yield pair  # type: ignore[misc]
    for each in pair:
        await each.aclose()


async def test_processes_count_together_in_redis(two: tuple[RedisBuckets, RedisBuckets]) -> None:
    slow = Limit(per_s=0.01, burst=20)
    waits = await asyncio.gather(*(two[n % 2].take("someone", slow) for n in range(50)))
    assert sum(wait == 0 for wait in waits) == 20
    assert all(99 < wait <= 100 for wait in waits if wait)
    assert await two[0].take("another", slow) == 0


async def test_tokens_come_back_in_redis(two: tuple[RedisBuckets, RedisBuckets]) -> None:
    limit = Limit(per_s=1.0, burst=1)
    assert await two[0].take("x", limit) == 0
    wait_s = await two[1].take("x", limit)
    assert 0 < wait_s <= 1.0
    await asyncio.sleep(wait_s + 0.02)
    assert await two[0].take("x", limit) == 0


async def test_without_redis_each_process_counts_by_itself() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        buckets = RedisBuckets.connect(f"redis://127.0.0.1:{nobody.getsockname()[1]}/0")
        given_out = [await buckets.take("x", Limit(0.01, 2)) for _ in range(3)]
        await buckets.aclose()
    assert given_out[:2] == [0, 0]
    assert given_out[2] > 0


async def test_an_ipv6_network_is_one_asker() -> None:
    limits = RateLimits(RateSettings(address_per_s=0.01, address_burst=1))
    await limits.demand_address("2001:db8::1")
    with pytest.raises(TooManyRequestsError):
        await limits.demand_address("2001:db8::ffff")
    await limits.demand_address("2001:db8:0:1::1")
    await limits.demand_address("192.0.2.1")
    with pytest.raises(TooManyRequestsError):
        await limits.demand_address("::ffff:192.0.2.1")


def router() -> APIRouter:
    made = APIRouter(route_class=TransactionRoute)

    @made.get("/open", dependencies=[public()])
    async def everybody() -> str:
        return "yes"

    @made.get("/mine", dependencies=[authenticated()])
    async def mine() -> str:
        return "yes"

    @made.post("/change", dependencies=[public()])
    async def change() -> str:
        return "yes"

    return made


@pytest.fixture
def app(api_client, sqlite_database) -> FastAPI:
    authenticator = None

    def make(**options: object) -> httpx.AsyncClient:
        made = create_base_app(database=sqlite_database, authenticator=authenticator, metrics=Metrics(), **options)
        made.include_router(router())
        return httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://wk.example")

    return make


async def test_too_many_requests_of_an_address_say_when_to_come_back(app) -> None:
    async with app(rates=RateSettings(address_per_s=0.1, address_burst=2)) as client:
        answers = [await client.get("/open") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 9 <= int(answers[2].headers["Retry-After"]) <= 10
        assert answers[2].json()["code"] == "too_many_requests"
        assert answers[2].headers["Content-Security-Policy"]
        assert (await client.get("/metrics")).status_code == 200, "what watches the platform is not counted"


async def test_too_many_requests_of_a_principal_are_refused(api_client) -> None:
    client = api_client(router(), prefix="")
    limits = client.app.state.gate.limits
    limits._principal = Limit(0.1, 2)
    assert [(await client.get("/mine")).status_code for _ in range(3)] == [200, 200, 429]
    assert (await client.get("/open")).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://wk.example"}, 200),
        ({"Origin": "https://WK.example"}, 200),
        ({"Origin": "https://public.example"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://wk.example.evil.example"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_a_page_of_another_origin_changes_nothing(app, headers: dict[str, str], status: int) -> None:
    async with app(origins=["https://public.example"]) as client:
        assert (await client.post("/change", headers=headers)).status_code == status
        assert (await client.get("/open", headers=headers)).status_code == 200


async def test_header_fields_have_a_limit(app) -> None:
    async with app() as client:
        answer = await client.get("/open", headers={"X-Long": "x" * 40_000})
        assert answer.status_code == 431
        assert answer.json()["code"] == "headers_too_large"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
async def test_a_compressed_body_is_not_unpacked(app, encoding: str) -> None:
    async with app() as client:
        bomb = gzip.compress(b"0" * 1_000_000)
        answer = await client.post("/change", content=bomb, headers={"Content-Encoding": encoding})
        assert (answer.status_code, answer.json()["code"]) == (415, "encoded_body")
        assert (await client.post("/change", headers={"Content-Encoding": "identity"})).status_code == 200


async def test_no_other_origin_is_let_in(app) -> None:
    async with app() as client:
        answer = await client.get("/open", headers={"Origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        preflight = await client.options(
            "/change", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        )
        assert preflight.status_code == 405
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "Strict-Transport-Security" not in answer.headers
    async with app(secure=True) as client:
        assert "Strict-Transport-Security" in (await client.get("/open")).headers
