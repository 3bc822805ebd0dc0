"""Configurations of live devices as evidence: read once, kept as facts, and joined with what polling shows."""

import json
from dataclasses import replace
from ipaddress import ip_interface
from pathlib import Path

import pytest

from watchkeeper.kit.configs.model import Address, Circuit
from watchkeeper.kit.configs.read import read_config
from watchkeeper.understand.topology.configurations.completing import completed
from watchkeeper.understand.topology.configurations.written import Origin, origin_in, view_in, written
from watchkeeper.understand.topology.configured import view_of
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.view import BgpState, DeviceView, Port

LAB = next(
    (p / "shared/conformance/lab11/data/dir/configs" for p in Path(__file__).parents if (p / "shared").is_dir()), Path()
)
ORIGIN = Origin("upload", "ana", 40, "ab" * 32)

IOS = """hostname {name}
router isis CORE
 net 49.0001.0000.0000.000{n}.00
interface Loopback0
 ip address 10.255.0.{n} 255.255.255.255
interface GigabitEthernet0/1
 description to the other one
 ip address 10.0.0.{n} 255.255.255.252
 ip router isis CORE
 isis metric {metric}
interface GigabitEthernet0/2
 vrf forwarding RED
 ip address 192.168.1.1 255.255.255.0
router bgp 65000
 neighbor 10.0.0.{other} remote-as {asn}
"""


def said(name, n, other, metric, asn=65000):
    return view_of(read_config(IOS.format(name=name, n=n, other=other, metric=metric, asn=asn)), name)


def polled(name, n):
    """What SNMP shows: short names of ports, states, no metrics of IS-IS and no routing instances."""
    ports = (
        Port("Gi0/1", if_index=1, up=True, mac=f"02:00:00:00:00:0{n}", addresses=(_address(f"10.0.0.{n}/30"),)),
        Port("Gi0/2", if_index=2, up=True),
        Port("Lo0", kind="loopback", if_index=3, up=True, addresses=(_address(f"10.255.0.{n}/32"),)),
    )
    return DeviceView(name, "ios", ports=ports, configured=False, asked=frozenset({"lldp"}))


def _address(text):
    return Address(ip_interface(text))


def test_the_configuration_adds_what_snmp_does_not_show():
    both = completed(polled("r1", 1), said("r1", 1, 2, metric=70))
    first, second, loopback = both.ports
    assert (first.name, first.up, first.if_index, first.description) == ("Gi0/1", True, 1, "to the other one")
    assert [(c.protocol, c.metric) for c in first.circuits] == [("isis", 70)]
    assert (second.vrf, second.addresses) == ("RED", (_address("192.168.1.1/24"),))
    assert loopback.addresses == (_address("10.255.0.1/32"),)
    assert both.configured
    assert both.asked == {"lldp"}
    assert [n.address for n in both.neighbours] == ["10.0.0.2"]


def test_what_runs_counts_more_than_what_is_written():
    shown = replace(polled("r1", 1).ports[0], circuits=(Circuit("ospf", 5),), addresses=(_address("10.9.9.1/30"),))
    text = Port("GigabitEthernet0/1", circuits=(Circuit("ospf", 50, "0"),), addresses=(_address("10.0.0.1/30"),))
    (port,) = completed(DeviceView("r", "ios", ports=(shown,)), DeviceView("r", "ios", ports=(text,))).ports
    assert port.addresses == (_address("10.9.9.1/30"),)
    assert port.circuits == (Circuit("ospf", 5, "0"),)


def test_links_of_live_devices_take_their_metrics_from_configurations():
    views = [completed(polled(f"r{n}", n), said(f"r{n}", n, 3 - n, metric=n * 10)) for n in (1, 2)]
    (link,) = fuse(views).links
    assert (link.metric_a, link.metric_b, link.protocol, link.up) == (10, 20, "isis", True)


def test_a_session_is_checked_from_both_configurations():
    views = [
        completed(replace(polled("r1", 1), sessions=(BgpState("10.0.0.2", state="active"),)), said("r1", 1, 2, 10)),
        completed(polled("r2", 2), said("r2", 2, 1, 10, asn=64999)),
    ]
    (session,) = [one for one in fuse(views).sessions if one.protocol == "bgp"]
    assert session.state == "active"
    assert any("AS 64999" in problem for problem in session.problems)


@pytest.mark.skipif(not LAB.is_dir(), reason="the conformance data is not beside the checkout")
def test_facts_of_real_configurations_survive_being_kept():
    files = sorted(path for path in LAB.rglob("*") if path.is_file())
    assert files
    for path in files:
        view = view_of(read_config(path.read_text(errors="replace")), path.stem)
        document = json.loads(json.dumps(written(view, ORIGIN)))
        assert view_in(document, path.stem) == view
        assert origin_in(document) == ORIGIN
