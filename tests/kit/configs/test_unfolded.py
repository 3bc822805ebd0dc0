"""Configurations in forms for machines say the same as what people type."""

import json

import pytest

from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.unfolded import unfolded

XR = """!! IOS XR Configuration 7.3.2
hostname pe1
vrf RED
 address-family ipv4 unicast
  import route-target
   64500:1
  !
  export route-target
   64500:1
  !
 !
!
interface GigabitEthernet0/0/0/0
 description to p1
 ipv4 address 10.0.0.0 255.255.255.254
!
interface GigabitEthernet0/0/0/1
 vrf RED
 ipv4 address 10.1.0.1 255.255.255.252
!
router static
 address-family ipv4 unicast
  0.0.0.0/0 10.0.0.1
 !
!
router isis CORE
 net 49.0001.0000.0000.0001.00
 interface GigabitEthernet0/0/0/0
  point-to-point
  address-family ipv4 unicast
   metric 40
  !
 !
!
router bgp 64500
 bgp router-id 192.0.2.1
 neighbor-group RR
  remote-as 64500
  update-source Loopback0
  address-family vpnv4 unicast
  !
 !
 neighbor 192.0.2.9
  use neighbor-group RR
 !
 vrf RED
  neighbor 10.1.0.2
   remote-as 65001
  !
 !
!
l2vpn
 xconnect group G
  p2p one
   interface GigabitEthernet0/0/0/2
   neighbor ipv4 192.0.2.2 pw-id 100
  !
 !
!
"""
XR_FORMAL = """!! IOS XR Configuration 7.3.2
hostname pe1
vrf RED
vrf RED address-family ipv4 unicast
vrf RED address-family ipv4 unicast import route-target
vrf RED address-family ipv4 unicast import route-target 64500:1
vrf RED address-family ipv4 unicast export route-target 64500:1
interface GigabitEthernet0/0/0/0
interface GigabitEthernet0/0/0/0 description to p1
interface GigabitEthernet0/0/0/0 ipv4 address 10.0.0.0 255.255.255.254
interface GigabitEthernet0/0/0/1 vrf RED
interface GigabitEthernet0/0/0/1 ipv4 address 10.1.0.1 255.255.255.252
router static address-family ipv4 unicast 0.0.0.0/0 10.0.0.1
router isis CORE
router isis CORE net 49.0001.0000.0000.0001.00
router isis CORE interface GigabitEthernet0/0/0/0 point-to-point
router isis CORE interface GigabitEthernet0/0/0/0 address-family ipv4 unicast metric 40
router bgp 64500
router bgp 64500 bgp router-id 192.0.2.1
router bgp 64500 neighbor-group RR remote-as 64500
router bgp 64500 neighbor-group RR update-source Loopback0
router bgp 64500 neighbor-group RR address-family vpnv4 unicast
router bgp 64500 neighbor 192.0.2.9 use neighbor-group RR
router bgp 64500 vrf RED neighbor 10.1.0.2 remote-as 65001
l2vpn xconnect group G p2p one interface GigabitEthernet0/0/0/2
l2vpn xconnect group G p2p one neighbor ipv4 192.0.2.2 pw-id 100
"""
EOS = """! Command: show running-config
hostname leaf1
interface Ethernet1
   description to spine1
   no switchport
   ip address 10.0.0.1/31
router bgp 65001
   router-id 192.0.2.1
   neighbor 10.0.0.0 remote-as 65000
   address-family ipv4
      neighbor 10.0.0.0 activate
"""
EOS_JSON = {
    "header": ["! Command: show running-config"],
    "cmds": {
        "hostname leaf1": None,
        "interface Ethernet1": {
            "cmds": {"description to spine1": None, "no switchport": None, "ip address 10.0.0.1/31": None},
            "comments": [],
        },
        "router bgp 65001": {
            "cmds": {
                "router-id 192.0.2.1": None,
                "neighbor 10.0.0.0 remote-as 65000": None,
                "address-family ipv4": {"cmds": {"neighbor 10.0.0.0 activate": None}, "comments": []},
            },
            "comments": [],
        },
    },
}
SROS = """
/configure system name sr1
/configure port 1/1/c1/1 description "to sr2, first"
/configure lag lag-1 port 1/1/c3/1
/configure router "Base" autonomous-system 64500
/configure router "Base" interface "to-sr2" port 1/1/c1/1
/configure router "Base" interface "to-sr2" ipv4 primary address 10.0.0.0
/configure router "Base" interface "to-sr2" ipv4 primary prefix-length 31
/configure router "Base" isis 0 interface "to-sr2" interface-type point-to-point
/configure router "Base" isis 0 interface "to-sr2" level 2 metric 40
/configure router "Base" bgp group "ibgp" type internal
/configure router "Base" bgp group "ibgp" family vpn-ipv4 true
/configure router "Base" bgp neighbor "192.0.2.2" group "ibgp"
"""
SROS_JSON = {
    "nokia-conf:configure": {
        "system": {"name": "sr1"},
        "port": [{"port-id": "1/1/c1/1", "description": "to sr2, first"}],
        "lag": [{"lag-name": "lag-1", "port": [{"port-id": "1/1/c3/1"}]}],
        "router": [
            {
                "router-name": "Base",
                "autonomous-system": 64500,
                "interface": [
                    {
                        "interface-name": "to-sr2",
                        "port": "1/1/c1/1",
                        "ipv4": {"primary": {"address": "10.0.0.0", "prefix-length": 31}},
                    }
                ],
                "isis": [
                    {
                        "isis-instance": 0,
                        "interface": [
                            {
                                "interface-name": "to-sr2",
                                "interface-type": "point-to-point",
                                "level": [{"level-number": "2", "metric": 40}],
                            }
                        ],
                    }
                ],
                "bgp": {
                    "group": [{"group-name": "ibgp", "type": "internal", "family": {"vpn-ipv4": True}}],
                    "neighbor": [{"ip-address": "192.0.2.2", "group": "ibgp"}],
                },
            }
        ],
    }
}


@pytest.mark.parametrize(
    ("typed", "machine", "platform"),
    [
        (XR, XR_FORMAL, "iosxr"), (EOS, json.dumps(EOS_JSON), "eos"), (SROS, json.dumps(SROS_JSON), "sros"),
        (SROS, json.dumps({"nokia-conf:router": SROS_JSON["nokia-conf:configure"]["router"]}), "sros"),
    ],
    ids=["IOS XR formal", "EOS JSON", "SR OS JSON", "SR OS JSON of a part"],
)  # fmt: skip
def test_both_forms_say_the_same(typed, machine, platform):
    expected, found = (read_config(text, known) for text, known in ((typed, ""), (machine, platform)))
    assert expected.interfaces
    assert found.platform == expected.platform == platform
    assert found.problems == expected.problems == ()
    assert found.neighbours == expected.neighbours
    assert (found.services, found.system_ids, found.autonomous_systems) == (
        expected.services, expected.system_ids, expected.autonomous_systems,
    )  # fmt: skip
    whole = {interface.name: interface for interface in expected.interfaces}
    for interface in found.interfaces:
        assert interface == whole[interface.name] or "nokia-conf:router" in machine


@pytest.mark.parametrize("machine", [XR_FORMAL, json.dumps(SROS_JSON), json.dumps(EOS_JSON)])
def test_these_forms_are_recognised(machine):
    assert read_config(machine).platform in {"iosxr", "sros", "eos"}


@pytest.mark.parametrize("text", [XR, EOS, SROS, "{", '{"cmds": 1}', '{"PORT": {}}', "", "[]", "no configuration"])
def test_everything_else_is_left_as_it_is(text):
    assert unfolded(text) == text
