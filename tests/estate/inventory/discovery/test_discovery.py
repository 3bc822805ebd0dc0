"""Discovery from the order to the accepted devices, on both databases, over in-memory twins of the drivers."""

import pytest
from sqlalchemy import func, select

from watchkeeper.core.errors import InvalidInputError, UnavailableError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.estate.drivers.protocol import Identity, Outcome
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.discovery.endpoints import build_router
from watchkeeper.estate.inventory.discovery.memory import MemoryAgent, MemoryNetwork
from watchkeeper.estate.inventory.discovery.models import Discovery, Finding
from watchkeeper.estate.inventory.discovery.ports import IdentifyResult
from watchkeeper.estate.inventory.discovery.schemas import DiscoveryStart
from watchkeeper.estate.inventory.discovery.service import DiscoveryService, DiscoveryStateError
from watchkeeper.estate.inventory.discovery.tasks import DISCOVER_CHUNK, Chunk
from watchkeeper.estate.inventory.discovery.worker import DiscoveryWorker
from watchkeeper.estate.inventory.errors import InvalidReferenceError
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.settings import DiscoverySettings


def agent(sysname, serial="", **more):
    return MemoryAgent(IdentifyResult(Outcome.OK, Identity(sysname, serial), "junos", "Juniper", "junos"), **more)


class FakeTime:
    now = 0.0

    def monotonic(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def settings():
    return DiscoverySettings(chunk_s=1, max_rate_per_s=1000)


@pytest.fixture
def discoveries(vault, settings, clock):
    return DiscoveryService(vault, settings, clock)


@pytest.fixture
def acceptance(discoveries, clock):
    return AcceptanceService(discoveries, clock)


@pytest.fixture
def network():
    return MemoryNetwork(
        {"10.0.0.5": agent("r5", "S5"), "10.0.0.30": agent("r30", "S30"), "10.0.0.40": MemoryAgent(community=None)}
    )


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def worker(database, discoveries, network, settings, time):
    return DiscoveryWorker(
        database, discoveries, network, network, settings, monotonic=time.monotonic, sleep=time.sleep
    )


@pytest.fixture
def start(database, discoveries, engineer):
    async def begin(**wanted):
        async with database.transaction() as session:
            order = DiscoveryStart(**{"targets": ["10.0.0.0/26"], "rate_per_s": 20} | wanted)
            return (await discoveries.start(session, order, engineer)).id

    return begin


@pytest.fixture
def due(database):
    """The chunks that the outbox holds, oldest first."""

    async def read():
        async with database.reading() as session:
            statement = select(OutboxMessage.payload).where(OutboxMessage.topic == DISCOVER_CHUNK.name)
            return [Chunk(**body) for body in await session.scalars(statement.order_by(OutboxMessage.id))]

    return read


@pytest.fixture
def run_all(worker, due):
    """Run chunk after chunk, as the relay would, until none is left."""

    async def run():
        done = 0
        while len(chunks := await due()) > done:
            await worker.run(chunks[done])
            done += 1
        return done

    return run


@pytest.fixture
def state(database):
    async def read(discovery_id):
        async with database.reading() as session:
            return (await session.execute(select(Discovery.__table__).where(Discovery.id == discovery_id))).one()

    return read


@pytest.fixture
def found(database):
    async def read():
        async with database.reading() as session:
            rows = await session.execute(select(Finding.__table__).order_by(Finding.id))
            return {row.address: row for row in rows}

    return read


async def test_a_range_is_looked_at_in_chunks_and_findings_are_kept(
    start, run_all, state, found, add_credential, network
):
    credential = await add_credential("c", "public")
    number = await start(credential_ids=[credential], exclude=["10.0.0.7"])
    assert await run_all() == 4
    row = await state(number)
    assert (row.status, row.total, row.probed, row.alive, row.identified) == ("done", 61, 61, 3, 2)
    assert row.finished_at is not None
    findings = await found()
    assert [(f.snmp, f.sysname, f.match, f.credential_id) for f in findings.values()] == [
        ("ok", "r5", "new", credential),
        ("ok", "r30", "new", credential),
        ("timeout", "", "new", None),
    ]
    assert len(network.pinged) == len(set(network.pinged)) == 61


async def test_the_configured_rate_holds_over_the_whole_run(start, run_all, network, time, add_credential):
    await start(credential_ids=[await add_credential("c", "wrong"), await add_credential("d", "public")])
    await run_all()
    assert (len(network.pinged) + len(network.asked)) / time.now <= 20 + 1e-9


async def test_a_chunk_delivered_twice_counts_once(start, worker, due, state, found):
    number = await start()
    (first,) = await due()
    await worker.run(first)
    before = await state(number), await found()
    await worker.run(first)
    assert (await state(number), await found()) == before
    assert len(await due()) == 2


async def test_after_a_crash_in_the_middle_of_a_chunk_it_is_looked_at_again(
    start, worker, due, run_all, state, discoveries, monkeypatch
):
    number = await start()
    (first,) = await due()

    async def killed(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(discoveries, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            await worker.run(first)
    assert (await state(number)).probed == 0
    await run_all()
    row = await state(number)
    assert (row.status, row.probed, row.alive) == ("done", 62, 3)


async def test_cancelled_in_the_middle_nothing_more_is_looked_at_and_resumed_it_goes_on(
    database, start, worker, due, run_all, state, discoveries, engineer, network
):
    number = await start()
    (first,) = await due()
    await worker.run(first)
    async with database.transaction() as session:
        await discoveries.cancel(session, number, engineer)
    looked_at = len(network.pinged)
    await run_all()
    row = await state(number)
    assert (row.status, row.probed, len(network.pinged)) == ("cancelled", 20, looked_at)
    async with database.transaction() as session:
        await discoveries.resume(session, number, engineer)
    await run_all()
    row = await state(number)
    assert (row.status, row.probed, row.finished_at is not None) == ("done", 62, True)
    assert len(network.pinged) == len(set(network.pinged)) == 62


async def test_paused_it_can_be_resumed_and_done_it_cannot(database, start, run_all, discoveries, engineer, state):
    number = await start()
    async with database.transaction() as session:
        await discoveries.pause(session, number, engineer)
        with pytest.raises(DiscoveryStateError):
            await discoveries.pause(session, number, engineer)
        await discoveries.resume(session, number, engineer)
    await run_all()
    for verb in (discoveries.resume, discoveries.cancel, discoveries.pause):
        with pytest.raises(DiscoveryStateError, match="is done"):
            async with database.transaction() as session:
                await verb(session, number, engineer)


async def test_a_pinger_that_cannot_send_fails_the_discovery_with_its_words(
    start, worker, due, state, network, monkeypatch
):
    async def denied(_addresses):
        raise UnavailableError("ICMP is not allowed.", hint="Set net.ipv4.ping_group_range.")

    monkeypatch.setattr(network, "ping", denied)
    number = await start()
    await worker.run((await due())[0])
    row = await state(number)
    assert (row.status, row.error) == ("failed", "ICMP is not allowed. Set net.ipv4.ping_group_range.")


async def test_progress_is_announced(database, start, run_all):
    number = await start()
    await run_all()
    async with database.reading() as session:
        statement = select(LiveEvent.data).where(LiveEvent.topic == f"discovery:{number}").order_by(LiveEvent.id)
        events = (await session.scalars(statement)).all()
    assert [event["probed"] for event in events] == [0, 20, 40, 60, 62]
    assert events[-1]["status"] == "done"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"targets": ["nonsense"]}, InvalidInputError),
        ({"targets": ["10.0.0.0/8"]}, InvalidInputError),
        ({"rate_per_s": 1001}, InvalidInputError),
        ({"credential_ids": [99]}, InvalidReferenceError),
        ({"site_id": 99}, InvalidReferenceError),
    ],
)
async def test_what_cannot_be_done_is_refused_at_once(start, due, wanted, error):
    with pytest.raises(error):
        await start(**wanted)
    assert await due() == []


async def test_what_is_known_is_recognised(start, run_all, found, add_devices, add_credential):
    (known,) = await add_devices("r5", address="10.0.0.5")
    (other,) = await add_devices("r30", address="10.99.0.1")
    await start(credential_ids=[await add_credential("c", "public")])
    await run_all()
    findings = await found()
    assert (findings["10.0.0.5"].match, findings["10.0.0.5"].device_id) == ("known", known)
    assert (findings["10.0.0.30"].match, findings["10.0.0.30"].device_id) == ("known", other)
    assert findings["10.0.0.40"].match == "new"


async def accept(database, acceptance, engineer, number, ids=None):
    async with database.transaction() as session:
        counts = await acceptance.accept(session, number, ids, engineer)
        return counts.created, counts.updated, counts.ignored


async def test_accepting_all_creates_what_said_who_it_is(
    database, start, run_all, acceptance, engineer, inventory, add_credential, found
):
    credential = await add_credential("c", "public")
    number = await start(credential_ids=[credential])
    await run_all()
    assert await accept(database, acceptance, engineer, number) == (2, 0, 1)
    async with database.reading() as session:
        device = await inventory.device_by_name(session, "r5")
        assert (device.address, device.serial, device.platform, device.credential_id, device.identity_state) == (
            "10.0.0.5", "S5", "junos", credential, "verified",
        )  # fmt: skip
        assert (await found())["10.0.0.5"].device_id == device.id
    assert await accept(database, acceptance, engineer, number) == (0, 0, 3)


async def test_a_finding_without_an_agent_is_accepted_when_it_is_named(
    database, start, run_all, acceptance, engineer, inventory, found
):
    number = await start(targets=["10.0.0.40"])
    await run_all()
    (finding,) = (await found()).values()
    assert await accept(database, acceptance, engineer, number, [finding.id]) == (1, 0, 0)
    async with database.reading() as session:
        device = await inventory.device_by_name(session, "10.0.0.40")
        assert (device.driver, device.identity_state) == ("icmp", "unverified")
    with pytest.raises(InvalidReferenceError):
        await accept(database, acceptance, engineer, number, [finding.id, 99_999])


async def test_two_addresses_of_one_router_become_one_device(
    database, start, run_all, acceptance, engineer, network, add_credential
):
    network.agents = {"10.0.0.5": agent("r5", "S5"), "10.0.0.6": agent("r5", "S5"), "10.0.0.7": agent("r5", "S7")}
    number = await start(credential_ids=[await add_credential("c", "public")])
    await run_all()
    assert await accept(database, acceptance, engineer, number) == (1, 0, 2)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Device)) == 1


async def test_accepting_a_known_device_fills_its_gaps_and_keeps_what_is_known(
    database, start, run_all, acceptance, engineer, inventory, add_devices, add_credential
):
    (known,) = await add_devices("my name", address="10.0.0.5", platform="eos")
    number = await start(targets=["10.0.0.5"], credential_ids=[await add_credential("c", "public")])
    await run_all()
    assert await accept(database, acceptance, engineer, number) == (0, 1, 0)
    async with database.reading() as session:
        device = await inventory.device(session, known)
        assert (device.name, device.platform, device.serial, device.vendor) == ("my name", "eos", "S5", "Juniper")


async def test_a_thousand_findings_are_accepted_in_a_few_statements(
    database, start, run_all, acceptance, engineer, network, add_credential, query_counter
):
    network.agents = {f"10.0.{n // 250}.{n % 250 + 1}": agent(f"r{n}", f"S{n}") for n in range(1000)}
    number = await start(targets=["10.0.0.0/22"], rate_per_s=1000, credential_ids=[await add_credential("c", "public")])
    await run_all()
    with query_counter(database) as statements:
        assert await accept(database, acceptance, engineer, number) == (1000, 0, 0)
    assert len(statements) < 30


async def test_over_http_from_start_to_acceptance(api_client, discoveries, acceptance, run_all, add_credential):
    client = api_client(build_router(discoveries, acceptance))
    order = {"targets": ["10.0.0.0/26"], "credential_ids": [await add_credential("c", "public")], "rate_per_s": 50}
    started = await client.post("/api/v1/discoveries", json=order)
    assert (started.status_code, started.json()["status"], started.json()["total"]) == (201, "running", 62)
    number = started.json()["id"]
    await run_all()
    done = (await client.get(f"/api/v1/discoveries/{number}")).json()
    assert (done["status"], done["alive"], done["error"]) == ("done", 3, None)
    listed = (await client.get("/api/v1/discoveries")).json()
    assert listed["items"] == [done]
    findings = (await client.get(f"/api/v1/discoveries/{number}/findings", params={"match": "new", "q": "r5"})).json()
    assert [item["address"] for item in findings["items"]] == ["10.0.0.5"]
    accepted = await client.post(f"/api/v1/discoveries/{number}/accept", json={"finding_ids": "all"})
    assert accepted.json() == {"created": 2, "updated": 0, "ignored": 1}
    assert (await client.post(f"/api/v1/discoveries/{number}/resume")).status_code == 409
    assert (await client.get("/api/v1/discoveries/99")).status_code == 404
    assert (await client.post("/api/v1/discoveries", json={"targets": []})).status_code == 422


async def test_findings_are_paged_in_the_order_they_were_made(database, start, run_all, discoveries):
    number = await start()
    await run_all()
    async with database.reading() as session:
        page, total = await discoveries.list_findings(session, number, ListQuery(limit=2, sort="-address"))
        assert (len(page), total) == (2, 3)
