"""Objects that travel between processes arrive as they were."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import DeviceReport, IdentityReport, Limits, SensorReport
from watchkeeper.kit.pickling import by_position


@by_position
@dataclass(frozen=True, slots=True)
class One:
    value: int = field(repr=False, default=3)


@pytest.mark.parametrize(
    "told",
    [
        One(7),
        SensorReport("temperature", "1", "Inlet", 20.5, "°C", limits=Limits(high=60.0), oid="1.3.6"),
        DeviceReport(Outcome.OK, identity=IdentityReport(sysname="a"), sensors=(SensorReport("x", "1", "", None, ""),)),
    ],
)
def test_what_was_sent_is_what_arrives_and_stays_frozen(told):
    arrived = pickle.loads(pickle.dumps(told))  # noqa: S301  # our own bytes
    assert arrived == told
    assert type(arrived) is type(told)
    with pytest.raises(FrozenInstanceError):
        arrived.__class__.__setattr__(arrived, next(iter(type(told).__slots__)), None)


def test_what_is_shared_stays_shared_and_no_field_is_looked_up():
    reading = SensorReport("temperature", "1", "Inlet", 20.5, "°C")
    one, other = pickle.loads(pickle.dumps((reading, reading)))  # noqa: S301  # our own bytes
    assert one is other
    assert b"_dataclass" not in pickle.dumps(reading)
    assert reading.__reduce__() == (SensorReport, tuple(getattr(reading, name) for name in SensorReport.__slots__))
