"""What counts as news of a device."""

from dataclasses import replace

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import (
    DeviceReport,
    IdentityReport,
    InterfaceReport,
    Limits,
    SensorReport,
    Timing,
)
from watchkeeper.estate.drivers.visits import digest_of, visit_of, without_readings

PORT = InterfaceReport(1, "e1", "e1", "", "ethernetCsmacd", 1500, 10**9, None, "up", "up", {"in_octets": 1})
SAID = DeviceReport(
    Outcome.OK, platform="linux", identity=IdentityReport(sysname="a", uptime_s=1.0), interfaces=(PORT,)
)


def test_clocks_and_counters_and_the_cost_of_asking_are_no_news():
    later = replace(
        SAID,
        identity=replace(SAID.identity, uptime_s=61.0),
        interfaces=(replace(PORT, counters={"in_octets": 9}),),
        timing=Timing(1.5, 20, 300),
    )
    assert digest_of(later) == digest_of(SAID)
    assert visit_of(1, later, digest_of(SAID)).report is None


def test_a_port_that_went_down_is_news():
    changed = replace(SAID, interfaces=(replace(PORT, oper_status="down"),))
    assert visit_of(1, changed, digest_of(SAID)).report == changed


def test_who_did_not_answer_said_nothing():
    visit = visit_of(1, DeviceReport(Outcome.TIMEOUT, "no answer"), b"")
    assert (visit.outcome, visit.report, visit.digest) == (Outcome.TIMEOUT, None, b"")


def test_for_their_limits_sensors_are_told_with_their_namesakes():
    plain = SensorReport("temperature", "1", "Outlet", 20.0, "°C")
    namesake = SensorReport("temperature", "2", "Inlet", 20.0, "°C")
    limited = SensorReport("temperature", "3", "Inlet", 20.0, "°C", limits=Limits(high=60.0))
    assert without_readings(replace(SAID, sensors=(plain, namesake, limited))).sensors == (namesake, limited)
    assert without_readings(replace(SAID, sensors=(plain,))).sensors == ()
