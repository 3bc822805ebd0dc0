"""Pings: sweeps over everything, soft and hard verdicts, and what follows from them."""

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.vault.mapping import CredentialMap

PINGS = {"reachability": {"enabled": True}}


async def half_a_minute(watch, seconds: float = 30) -> None:
    watch.clock.advance(seconds)
    await watch.tick()


async def test_every_device_is_pinged_every_half_minute(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        await watch.add("a", "b")
        await watch.tick()
        await half_a_minute(watch)
        sweeps = await watch.cycles("reachability")
        assert [(cycle.planned, cycle.ok, cycle.rows, cycle.shards) for cycle in sweeps] == [(2, 2, 2, 1)] * 2
        rows = [row for row in watch.rows("availability") if row["ts"] == sweeps[-1].slot]
        assert [(row["object"], row["up"], row["loss_ratio"]) for row in rows] == [("icmp", 1, 0.0)] * 2


async def test_doubtful_devices_are_pinged_again_soon_and_only_they(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        await watch.add("a", "b")
        await watch.tick()
        watch.icmp.script["10.0.0.1"] = [None, None, None]
        await half_a_minute(watch)
        await half_a_minute(watch, 10)
        soft = await watch.cycles("reachability_soft")
        assert [(cycle.planned, cycle.failed) for cycle in soft] == [(1, 1)]
        watch.icmp.script["10.0.0.1"] = [1.0]
        await half_a_minute(watch, 10)
        await half_a_minute(watch, 20)
        assert [cycle.planned for cycle in await watch.cycles("reachability_soft")] == [1, 1]


async def test_pings_that_stop_have_the_device_itself_asked_and_it_decides(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        a, b = await watch.add("filters-pings", "dies")
        await watch.tick()
        watch.icmp.script["10.0.0.1"] = [None, None, None]
        watch.silence(2)
        for seconds in (30, 10, 10):
            await half_a_minute(watch, seconds)
        await watch.run()
        verification = (await watch.cycles("once"))[-1]
        assert (verification.planned, verification.ok, verification.failed) == (2, 1, 1)
        assert ((await watch.device(a)).state, (await watch.device(b)).state) == ("up", "down")


async def test_a_device_that_never_answered_a_ping_is_not_asked_for_it(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        await watch.add("a")
        watch.icmp.script["10.0.0.1"] = [None, None, None]
        await watch.tick()
        for seconds in (10, 10, 10, 30):
            await half_a_minute(watch, seconds)
        assert len(await watch.cycles("once")) == 1


async def test_a_device_watched_by_ping_alone_goes_down_after_three_lost_probes_and_up_after_two(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        [a] = await watch.add("camera", driver="icmp", credential_id=None)
        await watch.tick()
        assert (await watch.device(a)).state == "up"
        watch.icmp.script["10.0.0.1"] = [None, None, None]
        states = []
        for seconds in (30, 10, 10):
            await half_a_minute(watch, seconds)
            states.append((await watch.device(a)).state)
        assert states == ["up", "up", "down"]
        watch.icmp.script["10.0.0.1"] = [1.0]
        await half_a_minute(watch, 10)
        await half_a_minute(watch, 10)
        assert (await watch.device(a)).state == "up"
        assert [event.kind for event in await watch.events("device_down", "device_up")] == ["device_down", "device_up"]
        assert watch.snmp.requests == []


async def test_a_poll_that_is_not_answered_asks_for_a_ping_in_the_same_cycle(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        [a] = await watch.add("a")
        await watch.tick()
        watch.silence(1, ping=False)
        await watch.minute()
        device = await watch.device(a)
        assert (device.state, device.last_outcome) == ("up", "timeout")
        assert "answers ping" in device.state_reason


async def test_the_loopbacks_own_answer_says_nothing_about_an_agent_behind_it(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        [a] = await watch.add("a", address="127.20.0.1")
        watch.snmp.agents["127.20.0.1"] = watch.snmp.agents.pop("10.0.0.1")
        watch.icmp.script["127.20.0.1"] = [0.01]
        await watch.tick()
        watch.snmp.agents["127.20.0.1"].outcome = Outcome.TIMEOUT
        await watch.minute()
        assert (await watch.device(a)).state == "down"


async def test_a_poller_that_is_cut_off_judges_nobody(make_watch) -> None:
    reachability = {"enabled": True, "references": ["192.0.2.1", "192.0.2.2"]}
    async with make_watch(reachability=reachability) as watch:
        [a] = await watch.add("a")
        watch.icmp.script |= {"192.0.2.1": [1.0], "192.0.2.2": [1.0]}
        await watch.tick()
        watch.silence(1)
        for address in ("192.0.2.1", "192.0.2.2"):
            watch.icmp.script[address] = [None]
        for _ in range(5):
            await half_a_minute(watch)
        assert (await watch.device(a)).state == "up"
        async with watch.database.reading() as session:
            from watchkeeper.core.http.paging import ListQuery

            assert await watch.polling.service.list_breakers(session, ListQuery()) == ([], 0)
        for address in ("192.0.2.1", "192.0.2.2"):
            watch.icmp.script[address] = [1.0]
        await half_a_minute(watch)
        assert [e.kind for e in await watch.events("poller_isolated", "poller_connected")] == [
            "poller_isolated",
            "poller_connected",
        ]
        ids = {row["device_id"] for row in watch.rows("availability")}
        assert ids == {a}


async def test_a_ping_says_nothing_about_the_credential_of_a_device(make_watch) -> None:
    async with make_watch(**PINGS) as watch:
        await watch.add("a")
        watch.silence(1, ping=False)
        await watch.tick()
        async with watch.database.reading() as session:
            assert list(await CredentialMap().uses(session, watch.credential_id)) == []
        watch.revive(1)
        await watch.minute()
        async with watch.database.reading() as session:
            assert len(await CredentialMap().uses(session, watch.credential_id)) == 1
