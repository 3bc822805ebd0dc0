"""Who answers a ping: thousands of targets on one ICMP socket."""

from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.icmp.replay import ReplayIcmpDriver
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings

__all__ = ["IcmpDriver", "IcmpSettings", "ReplayIcmpDriver"]
