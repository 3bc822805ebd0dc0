"""Whole reports of devices made here, through the public verb and the replay twin."""

import pytest

from watchkeeper.estate.drivers.platforms.definition import Column, EntitySensors, Sensor
from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.describe import describe, report_of, wanted_for
from watchkeeper.estate.drivers.snmp.facts import gather
from watchkeeper.estate.drivers.snmp.identify import identify
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayConnector, ReplayTransport, SilentTransport
from watchkeeper.estate.drivers.snmp.sections.sensors import columns_of
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.visit import visit
from watchkeeper.kit import oid as oids

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
LLDP = "1.0.8802.1.1.2.1.4.1.1"
LOCAL = "1.0.8802.1.1.2.1.3.7.1"
STORAGE = "1.3.6.1.2.1.25.2.3.1"


def integer(value, tag=ber.INTEGER):
    return tag, ber.integer(value, tag)[2:]


def text(value):
    return ber.OCTETS, value if isinstance(value, bytes) else value.encode()


def oid(value):
    return ber.OBJECT_ID, ber.encode_oid(oids.parse(value))


def system(object_id, descr, name="box"):
    return {
        "1.3.6.1.2.1.1.1.0": text(descr),
        "1.3.6.1.2.1.1.2.0": oid(object_id),
        "1.3.6.1.2.1.1.3.0": integer(12_345, ber.TIMETICKS),
        "1.3.6.1.2.1.1.5.0": text(name),
    }


def ports(*names, first=1):
    values = {}
    for index, name in enumerate(names, first):
        values |= {
            f"1.3.6.1.2.1.2.2.1.2.{index}": text(f"{name} port"),
            f"1.3.6.1.2.1.2.2.1.8.{index}": integer(1),
            f"1.3.6.1.2.1.31.1.1.1.1.{index}": text(name),
        }
    return values


async def report(values):
    recording = Recording.of({oids.parse(name): value for name, value in values.items()})
    return await describe(Session(ReplayTransport(recording)), shipped())


async def test_identity_comes_from_the_platforms_sources():
    found = await report(
        system("1.3.6.1.4.1.2636.1.1.1.2.29", "Juniper Networks, Inc. mx240 internet router, kernel JUNOS 21.4R1.12 #0")
        | {"1.3.6.1.4.1.2636.3.1.2.0": text("Juniper MX240"), "1.3.6.1.4.1.2636.3.1.3.0": text("JN1234")}
    )
    who = found.identity
    assert (who.vendor, who.os, who.os_version, who.model, who.serial) == (
        "Juniper",
        "junos",
        "21.4R1.12",
        "Juniper MX240",
        "JN1234",
    )
    assert (found.platform, found.serial_oid, who.uptime_s) == ("junos", "1.3.6.1.4.1.2636.3.1.3.0", 123.45)


async def test_a_storage_appliance_behind_plain_net_snmp_is_told_by_what_it_answers():
    linux = system("1.3.6.1.4.1.8072.3.2.10", "Linux nas 4.4.302+ #69057 SMP x86_64")
    synology = {
        "1.3.6.1.4.1.6574.1.1.0": integer(1),
        "1.3.6.1.4.1.6574.1.2.0": integer(41),
        "1.3.6.1.4.1.6574.1.5.1.0": text("DS920+"),
        "1.3.6.1.4.1.6574.1.5.2.0": text("20A0SQR123456"),
        "1.3.6.1.4.1.6574.1.5.3.0": text("DSM 7.2-64570"),
        "1.3.6.1.4.1.6574.3.1.1.2.0": text("Volume 1"),
        "1.3.6.1.4.1.6574.3.1.1.3.0": integer(11),
    }
    told = await report({**linux, **synology})
    who = told.identity
    assert (told.platform, who.vendor, who.model, who.serial) == ("dsm", "Synology", "DS920+", "20A0SQR123456")
    assert who.os_version == "7.2-64570"
    states = {reading.descr: reading.severity for reading in told.sensors if reading.sensor_class == "state"}
    assert states == {"System": "ok", "Volume 1": "critical"}
    assert (await report(linux)).platform == "linux"


async def test_the_chassis_tells_the_serial_and_meaningless_texts_do_not():
    values = system("1.3.6.1.4.1.99999.1", "Unknown thing") | {
        f"{ENTITY}.5.1": integer(9), f"{ENTITY}.11.1": text("MODULE"),
        f"{ENTITY}.5.2": integer(3), f"{ENTITY}.11.2": text("N/A"),
        f"{ENTITY}.5.3": integer(3), f"{ENTITY}.11.3": text("CHASSIS"),
    }  # fmt: skip
    found = await report(values)
    assert (found.identity.serial, found.serial_oid) == ("CHASSIS", f"{ENTITY}.11.3")


async def test_an_unknown_device_still_gets_everything_standard():
    values = system("1.3.6.1.4.1.99999.1", "Unknown thing") | ports("eth0", "eth1") | {
        "1.3.6.1.2.1.2.2.1.3.1": integer(6), "1.3.6.1.2.1.2.2.1.4.1": integer(1500),
        "1.3.6.1.2.1.2.2.1.6.1": text(bytes.fromhex("001b2c3d4e5f")), "1.3.6.1.2.1.31.1.1.1.15.1": integer(10_000),
        "1.3.6.1.2.1.31.1.1.1.18.1": text("uplink"), "1.3.6.1.2.1.31.1.1.1.6.1": integer(2**40, ber.COUNTER64),
        "1.3.6.1.2.1.15.3.1.2.10.0.0.9": integer(6), "1.3.6.1.2.1.15.3.1.3.10.0.0.9": integer(2),
        "1.3.6.1.2.1.15.3.1.9.10.0.0.9": integer(65_001),
        "1.3.6.1.2.1.14.10.1.3.10.0.0.5.0": (ber.IP_ADDRESS, bytes((1, 1, 1, 1))),
        "1.3.6.1.2.1.14.10.1.6.10.0.0.5.0": integer(8),
        "1.3.6.1.2.1.138.1.6.1.1.2.7.1": integer(3),
        "1.3.6.1.2.1.138.1.6.1.1.6.7.1": text(bytes.fromhex("000000000002")),
        "1.3.6.1.2.1.138.1.6.1.1.8.7.1": integer(2), "1.3.6.1.2.1.138.1.3.2.1.2.7": integer(1),
        "1.3.6.1.2.1.138.1.4.1.1.2.7.1": integer(63), "1.3.6.1.2.1.138.1.4.1.1.3.7.1": integer(0),
        "1.3.6.1.2.1.138.1.4.1.1.2.7.2": integer(63), "1.3.6.1.2.1.138.1.4.1.1.3.7.2": integer(1000),
        "1.3.6.1.2.1.25.3.3.1.2.1": integer(12), "1.3.6.1.2.1.33.1.2.4.0": integer(98),
    }  # fmt: skip
    found = await report(values)
    first = found.interfaces[0]
    assert (first.name, first.descr, first.alias, first.type, first.mtu) == (
        "eth0",
        "eth0 port",
        "uplink",
        "ethernetCsmacd",
        1500,
    )
    assert (first.speed_bps, first.mac, first.oper_status) == (10**10, "00:1b:2c:3d:4e:5f", "up")
    assert first.counters == {"in_octets": 2**40}
    peer = found.bgp_peers[0]
    assert (peer.peer, peer.remote_as, peer.state, peer.admin) == ("10.0.0.9", 65_001, "established", "start")
    assert [(n.neighbor, n.router_id, n.state) for n in found.ospf_neighbours] == [("10.0.0.5", "1.1.1.1", "full")]
    assert [(a.neighbor_id, a.if_index, a.state, a.level) for a in found.isis_adjacencies] == [
        ("0000.0000.0002", 1, "up", "level2")
    ]
    assert [(m.if_index, m.level, m.metric) for m in found.isis_metrics] == [(1, "1", 63), (1, "2", 1000)]
    assert [p.percent for p in found.processors] == [12]
    assert [(s.sensor_class, s.value) for s in found.sensors] == [("charge", 98)]


async def test_a_local_port_number_is_no_interface_index():
    values = system("1.3.6.1.4.1.99999.1", "x") | ports("lo", "mgmt", "1/4", "1/5", "1/6") | {
        f"{LOCAL}.2.4": integer(5), f"{LOCAL}.3.4": text("1/5"),
        f"{LLDP}.4.0.4.1": integer(4), f"{LLDP}.5.0.4.1": text(bytes.fromhex("0200000000aa")),
        f"{LLDP}.6.0.4.1": integer(5), f"{LLDP}.7.0.4.1": text("ge-0/0/7"), f"{LLDP}.9.0.4.1": text("far"),
        f"{LLDP}.5.0.4.2": text(bytes.fromhex("0200000000bb")), f"{LLDP}.7.0.4.2": text("ge-0/0/8"),
        f"{LLDP}.9.0.4.2": text(""),
    }  # fmt: skip
    found = await report(values)
    assert [(n.local_if_index, n.local_port) for n in found.neighbours] == [(4, "1/5"), (4, "1/5")]
    assert [n.remote_sysname for n in found.neighbours] == ["far", None]  # an empty name inherits nobody's
    assert found.neighbours[0].remote_chassis_id == "02:00:00:00:00:aa"
    assert found.neighbours[0].remote_port == "ge-0/0/7"


async def test_a_port_id_is_written_as_its_subtype_says():
    values = system("1.3.6.1.4.1.99999.1", "x") | ports("eth0") | {
        f"{LLDP}.4.0.1.1": integer(5), f"{LLDP}.5.0.1.1": text(bytes((1, 10, 0, 0, 1))),
        f"{LLDP}.6.0.1.1": integer(3), f"{LLDP}.7.0.1.1": text(bytes.fromhex("020000000001")),
        f"{LLDP}.7.0.1.2": text(b"\x01\xff\x00"), f"{LLDP}.6.0.1.2": integer(7),
    }  # fmt: skip
    found = await report(values)
    assert (found.neighbours[0].remote_chassis_id, found.neighbours[0].remote_port) == ("10.0.0.1", "02:00:00:00:00:01")
    assert found.neighbours[1].remote_port == "01:ff:00"


async def test_cdp_names_lose_the_serial_in_brackets():
    cdp = "1.3.6.1.4.1.9.9.23.1.2.1.1"
    found = await report(
        system("1.3.6.1.4.1.99999.1", "x") | ports("eth0")
        | {f"{cdp}.6.1.3": text("switch-7(FOC1234X)"), f"{cdp}.7.1.3": text("Gi0/1"), f"{cdp}.8.1.3": text("WS-C2960")}
    )  # fmt: skip
    neighbour = found.neighbours[0]
    assert (neighbour.protocol, neighbour.local_port, neighbour.remote_sysname) == ("cdp", "eth0", "switch-7")
    assert (neighbour.remote_port, neighbour.remote_descr) == ("Gi0/1", "WS-C2960")


async def test_the_cache_is_not_memory_in_use():
    rows = {
        1: ("Physical memory", 2, 1000, 900),
        6: ("Memory buffers", 1, 1000, 100),
        7: ("Cached memory", 1, 300, 300),
        31: ("/", 4, 500, 250),
    }
    values = system("1.3.6.1.4.1.99999.1", "x")
    for index, (descr, kind, size, used) in rows.items():
        values |= {
            f"{STORAGE}.2.{index}": oid(f"1.3.6.1.2.1.25.2.1.{kind}"), f"{STORAGE}.3.{index}": text(descr),
            f"{STORAGE}.4.{index}": integer(1024), f"{STORAGE}.5.{index}": integer(size),
            f"{STORAGE}.6.{index}": integer(used),
        }  # fmt: skip
    found = await report(values)
    assert [(m.descr, m.total_bytes, m.used_bytes) for m in found.memory] == [
        ("Physical memory", 1_024_000, 512_000),
        ("Memory buffers", 1_024_000, 102_400),
        ("Cached memory", 1_024_000, 307_200),
    ]
    assert [(s.descr, s.type, s.percent) for s in found.storage] == [("/", "fixed_disk", 50.0)]


async def test_a_size_above_two_to_the_31st_comes_as_a_negative_number():
    values = system("1.3.6.1.4.1.99999.1", "x") | {
        f"{STORAGE}.2.1": oid("1.3.6.1.2.1.25.2.1.4"), f"{STORAGE}.3.1": text("/data"), f"{STORAGE}.4.1": integer(4096),
        f"{STORAGE}.5.1": integer(-1_294_967_296), f"{STORAGE}.6.1": integer(1_000_000_000),
    }  # fmt: skip
    found = await report(values)
    assert found.storage[0].total_bytes == 3_000_000_000 * 4096


@pytest.mark.parametrize(
    ("scale", "precision", "raw", "expected"),
    [(8, 0, -13187, -13.187), (9, 5, -444301, -4.44301), (9, 1, 235, 23.5), (8, 3, 3_300_000, 3.3)],
)
async def test_entity_sensors_scale_as_the_standard_says(scale, precision, raw, expected):
    entry = "1.3.6.1.2.1.99.1.1.1"
    values = system("1.3.6.1.4.1.99999.1", "x") | {
        f"{entry}.1.5": integer(8), f"{entry}.2.5": integer(scale), f"{entry}.3.5": integer(precision),
        f"{entry}.4.5": integer(raw), f"{entry}.5.5": integer(1), f"{ENTITY}.2.5": text("Probe"),
    }  # fmt: skip
    found = await report(values)
    assert [(s.descr, s.value) for s in found.sensors] == [("Probe", expected)]


@pytest.mark.parametrize("status", [2, 3])
async def test_a_sensor_that_is_unavailable_gives_no_reading(status):
    entry = "1.3.6.1.2.1.99.1.1.1"
    values = system("1.3.6.1.4.1.99999.1", "x") | {
        f"{entry}.1.5": integer(8), f"{entry}.4.5": integer(20), f"{entry}.5.5": integer(status),
    }  # fmt: skip
    assert (await report(values)).sensors == ()


async def test_junos_peers_are_found_in_an_index_without_lengths():
    row = "1.3.6.1.4.1.2636.5.1.1.2.1.1.1"
    index = "0.1.10.0.0.1.1.10.0.0.2"
    six = "0.2.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1.2.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.2"
    values = system("1.3.6.1.4.1.2636.1.1.1.2.29", "kernel JUNOS 21.4R1") | {
        f"{row}.2.{index}": integer(6), f"{row}.3.{index}": integer(2),
        f"{row}.13.{index}": integer(4_200_000_000, ber.GAUGE32),
        f"{row}.2.{six}": integer(3), f"{row}.3.{six}": integer(2), f"{row}.13.{six}": integer(65_000, ber.GAUGE32),
        "1.3.6.1.2.1.15.3.1.2.10.0.0.2": integer(6), "1.3.6.1.2.1.15.3.1.9.10.0.0.2": integer(23_456),
    }  # fmt: skip
    found = await report(values)
    assert [(p.peer, p.remote_as, p.state) for p in found.bgp_peers] == [
        ("10.0.0.2", 4_200_000_000, "established"),
        ("2001:db8::2", 65_000, "active"),
    ]


SAOS = "1.3.6.1.4.1.6141.2.60.4.1.1.1.1"


async def test_saos_optics_are_not_taken_from_the_columns_beside_them():
    """Column 104 is a wavelength, 16 the temperature; 5 and 6 of the port table are MAC and autonegotiation."""
    values = system("1.3.6.1.4.1.6141.1.66", "CN 3942") | {
        f"{SAOS}.15.3": integer(1310), f"{SAOS}.16.3": integer(41), f"{SAOS}.19.3": integer(277),
        f"{SAOS}.27.3": integer(1000),
        f"{SAOS}.104.3": integer(1_310_000), f"{SAOS}.105.3": integer(-55_800), f"{SAOS}.106.3": integer(0),
        **{f"{SAOS}.{column}.4": integer(0) for column in (16, 17, 18, 19, 27, 104, 105, 106)},
    }  # fmt: skip
    found = await report(values)
    assert [(s.sensor_class, s.value, s.optic) for s in found.sensors] == [
        ("temperature", 41, "temperature_c"),
        ("dbm", -5.58, "rx_power_dbm"),
        ("dbm", 0.0, "tx_power_dbm"),
    ]


@pytest.mark.parametrize("name", shipped().names())
async def test_every_definition_reads_the_columns_it_names(name):
    """A device that has a one in every column of a platform gives a reading for each unconditional definition."""
    platform = shipped().platform(name)
    values = {}
    wanted = [sensor for sensor in platform.sensors if isinstance(sensor, Sensor) and not sensor.rows.conditions]
    wanted = [
        s for s in wanted if not (s.rows.unless_any or s.rows.index_in or s.value.match or s.value.arcs or s.value.via)
    ]
    for sensor in wanted:
        for column in (*columns_of(sensor), *(sensor.rows.companions[n] for n in sensor.rows.any_of)):
            values[_instance(column)] = integer(_plausible(sensor))
        if sensor.words:
            values[_instance(sensor.value)] = text(next(iter(sensor.words)))
    object_id = next((oids.dotted(p) for p in platform.recognition.object_ids), "1.3.6.1.4.1.99999.1")
    recording = Recording.of({oids.parse(n): v for n, v in (system(object_id, "x") | values).items()})
    facts = await gather(Session(ReplayTransport(recording)), wanted_for(platform, ["sensors"]))
    found = {(s.sensor_class, s.oid) for s in report_of(facts, platform).sensors}
    expected = {(s.sensor_class, _instance(s.value)) for s in wanted if not s.rows.only_with}
    assert found >= expected
    assert all(isinstance(sensor, Sensor | EntitySensors) for sensor in platform.sensors)


def _instance(column: Column) -> str:
    return oids.dotted(column.oid) if column.is_scalar else f"{oids.dotted(column.oid)}.1.1.1"


def _plausible(sensor: Sensor) -> int:
    least = -1_000_000 if sensor.least is None else sensor.least
    most = 1_000_000 if sensor.most is None else sensor.most
    return next(n for n in (1, 50, 7, 300, -500) if n not in sensor.skip and least <= n <= most)


async def test_a_table_that_fails_is_partial_and_the_rest_is_there():
    class Failing(ReplayTransport):
        async def ask(self, question, timeout_s):
            answer = await super().ask(question, timeout_s)
            bad = [i for i, n in enumerate(question.names, 1) if n.startswith(ber.encode_oid((1, 3, 6, 1, 2, 1, 15)))]
            if bad:
                return pdu.Answer(pdu.RESPONSE, 0, pdu.GEN_ERR, bad[0], [])
            return answer

    values = system("1.3.6.1.4.1.99999.1", "x") | ports("eth0")
    recording = Recording.of({oids.parse(n): v for n, v in values.items()})
    found = await describe(Session(Failing(recording)), shipped())
    assert found.outcome is Outcome.PARTIAL
    assert [(p.table, p.reason) for p in found.partial] == [("bgpPeerTable", "genErr")]
    assert [i.name for i in found.interfaces] == ["eth0"]


async def test_a_device_that_does_not_answer_gives_a_report_that_says_so():
    found = await describe(Session(SilentTransport()), shipped())
    assert (found.outcome, found.interfaces) == (Outcome.TIMEOUT, ())
    assert "no answer" in str(found.error)
    gone = await visit("10.9.9.9", 161, SnmpCredential(), shipped(), connector=ReplayConnector({}))
    assert gone.outcome is Outcome.TIMEOUT


async def test_identify_tells_every_mark_of_identity():
    values = system("1.3.6.1.4.1.99999.1", "x", "edge-3") | {
        f"{ENTITY}.5.1": integer(3), f"{ENTITY}.11.1": text("S1"),
        "1.3.6.1.6.3.10.2.1.1.0": text(bytes.fromhex("8000000001")),
        "1.0.8802.1.1.2.1.3.1.0": integer(4), "1.0.8802.1.1.2.1.3.2.0": text(bytes.fromhex("0200000000aa")),
    }  # fmt: skip
    recording = Recording.of({oids.parse(n): v for n, v in values.items()})
    found = await identify(Session(ReplayTransport(recording)), shipped())
    marks = found.identity
    assert (found.outcome, marks.sysname, marks.serial) == (Outcome.OK, "edge-3", "S1")
    assert (marks.chassis_mac, marks.engine_id) == ("02:00:00:00:00:aa", "8000000001")
