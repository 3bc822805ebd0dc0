"""A device with 20,000 interfaces: read whole within what an interval of a minute gives."""

from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp.replay import ReplaySnmpDriver
from watchkeeper.observe.polling.settings import PollingSettings

from .conftest import SLOT, recording

INTERFACES = 20_000
INTERVAL_S = 60.0


async def test_a_device_with_twenty_thousand_interfaces_is_read_whole_within_its_interval(make_device):
    budget = PollingSettings().budget_s(INTERVAL_S)
    driver = ReplaySnmpDriver({"192.0.2.1": recording(make_device(INTERFACES))})
    target = Target(1, "192.0.2.1", 161, SnmpCredential(community="public"))
    got = await driver.collect(CollectRequest([target], frozenset({"interfaces"}), SLOT, budget))
    [result] = got.results
    assert (result.outcome, result.reason) == (Outcome.OK, "")
    assert result.elapsed_s < budget  # beyond it the driver stops by itself, and the outcome is "partial"
    assert got.batches["interface"].num_rows == INTERFACES
    assert len(set(got.batches["interface"].column("object").to_pylist())) == INTERFACES
    print(f"{INTERFACES} interfaces: {result.varbinds} values in {result.elapsed_s:.2f} s of {budget:.0f}")
