"""What configurations inherit: groups, processes, areas and peer groups, as the vendors' manuals describe them."""

import pytest

from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.recognise import recognise

XR = """!! IOS XR Configuration 7.3.2
hostname pe1
group CORE
 interface 'Bundle-Ether.*'
  mtu 9000
  description inherited
 !
 router isis '.*'
  interface 'Bundle-Ether.*'
   point-to-point
   address-family ipv4 unicast
    metric 77
   !
  !
 !
end-group
apply-group CORE
interface Bundle-Ether10
 ipv4 address 10.1.0.1 255.255.255.252
!
interface Bundle-Ether11
 description in place
 ipv4 address 10.1.0.9 255.255.255.252
!
interface GigabitEthernet0/0/0/1
 ipv4 address 10.1.0.5 255.255.255.252
!
interface Loopback0
 ipv4 address 192.0.2.1 255.255.255.255
!
vrf RED
!
interface GigabitEthernet0/0/0/2
 vrf RED
 ipv4 address 10.1.0.13 255.255.255.252
!
router ospf 1
 network point-to-point
 cost 30
 area 7
  cost 25
  passive enable
  interface Loopback0
  !
  interface GigabitEthernet0/0/0/1
   cost 15
   passive disable
  !
  interface Bundle-Ether10
   network broadcast
  !
 !
 vrf RED
  area 1
   interface GigabitEthernet0/0/0/2
   !
  !
 !
!
router isis 1
 net 49.0001.0010.0100.1001.00
 address-family ipv4 unicast
  metric 500
 !
 interface Bundle-Ether10
  address-family ipv4 unicast
  !
 !
 interface Bundle-Ether11
  address-family ipv4 unicast
   metric 5
  !
 !
 interface GigabitEthernet0/0/0/1
  address-family ipv4 unicast
  !
 !
!
router bgp 65000
 af-group CLIENTS address-family vpnv4 unicast
  route-reflector-client
 !
 session-group INSIDE
  remote-as 65000
  update-source Loopback0
 !
 neighbor-group PE
  use session-group INSIDE
  address-family vpnv4 unicast
   use af-group CLIENTS
  !
 !
 neighbor 192.0.2.2
  use neighbor-group PE
 !
 neighbor 10.50.0.0/24
  remote-as 65003
 !
!
"""


def circuits(config, protocol):
    return {
        interface.name: circuit
        for interface in config.interfaces
        for circuit in interface.circuits
        if circuit.protocol == protocol
    }


def neighbours(config):
    return {neighbour.address or neighbour.interface: neighbour for neighbour in config.neighbours}


@pytest.fixture(scope="module")
def xr():
    config = read_config(XR)
    assert (config.platform, config.problems) == ("iosxr", ())
    return config


def test_iosxr_interfaces_inherit_from_area_and_process(xr):
    ospf = circuits(xr, "ospf")
    assert {name: circuit.metric for name, circuit in ospf.items()} == {
        "Loopback0": 25, "GigabitEthernet0/0/0/1": 15, "Bundle-Ether10": 25, "GigabitEthernet0/0/0/2": None,
    }  # fmt: skip
    assert {name for name, circuit in ospf.items() if circuit.passive} == {"Loopback0", "Bundle-Ether10"}
    assert {name for name, circuit in ospf.items() if circuit.point_to_point} == {
        "Loopback0", "GigabitEthernet0/0/0/1",
    }  # fmt: skip
    assert {circuit.area for circuit in ospf.values()} == {"0.0.0.7", "0.0.0.1"}


def test_iosxr_isis_metrics_come_from_the_process_a_group_or_the_interface(xr):
    isis = circuits(xr, "isis")
    assert {name: circuit.metric for name, circuit in isis.items()} == {
        "Bundle-Ether10": 77, "Bundle-Ether11": 5, "GigabitEthernet0/0/0/1": 500,
    }  # fmt: skip
    assert isis["Bundle-Ether10"].point_to_point
    assert not isis["GigabitEthernet0/0/0/1"].point_to_point


def test_iosxr_what_stands_in_place_wins_over_a_group(xr):
    said = {interface.name: interface.description for interface in xr.interfaces}
    assert (said["Bundle-Ether10"], said["Bundle-Ether11"], said["GigabitEthernet0/0/0/1"]) == (
        "inherited", "in place", "",
    )  # fmt: skip


def test_iosxr_neighbours_resolve_groups_of_groups(xr):
    client = neighbours(xr)["192.0.2.2"]
    assert (client.kind, client.local_address, client.route_reflector_client) == ("ibgp", "Loopback0", True)
    (accepted,) = xr.ranges
    assert (str(accepted.network), accepted.remote_as) == ("10.50.0.0/24", 65003)


SROS = """# TiMOS-C-22.2.R1 cpm/x86_64 Nokia 7750 SR
configure {
    groups {
        group "CORE" {
            router "Base" {
                isis "0" {
                    interface "<to-.*>" {
                        interface-type point-to-point
                        level 2 {
                            metric 55
                        }
                    }
                }
            }
        }
    }
    apply-groups ["CORE"]
    port 1/1/c1/1 {
        admin-state enable
    }
    router "Base" {
        autonomous-system 65000
        interface "to-p1" {
            port 1/1/c1/1:0
            ipv4 {
                primary {
                    address 10.0.0.1
                    prefix-length 31
                }
                secondary 10.8.0.1 {
                    prefix-length 24
                }
            }
        }
        interface "to-p2" {
            port 1/1/c2/1
            ipv4 {
                unnumbered {
                    system
                }
            }
        }
        interface "edge" {
            port 1/1/c3/1
        }
        isis 0 {
            level-capability 2
            level 2 {
                default-metric 44
            }
            interface "to-p1" {
            }
            interface "to-p2" {
                level 2 {
                    metric 30
                }
            }
            interface "edge" {
            }
        }
        bgp {
            group "open" {
                peer-as 65077
                dynamic-neighbor {
                    match {
                        prefix 10.77.0.0/24 {
                        }
                    }
                }
            }
            group "outside" {
                peer-as 65001
            }
            neighbor "10.0.0.0" {
                group "outside"
                admin-state disable
            }
        }
    }
    system {
        name "sr1"
    }
}
"""


def test_sros_groups_and_default_metrics_reach_what_they_match():
    config = read_config(SROS)
    isis = circuits(config, "isis")
    assert {name: (circuit.metric, circuit.point_to_point) for name, circuit in isis.items()} == {
        "to-p1": (55, True), "to-p2": (30, True), "edge": (44, False),
    }  # fmt: skip
    assert {circuit.area for circuit in isis.values()} == {"2"}


def test_sros_secondary_and_unnumbered_interfaces_and_dynamic_neighbours():
    config = read_config(SROS)
    ports = {interface.name: interface for interface in config.interfaces}
    assert [(str(a.ip), a.role) for a in ports["to-p1"].addresses] == [
        ("10.0.0.1/31", "primary"), ("10.8.0.1/24", "secondary"),
    ]  # fmt: skip
    assert ports["to-p2"].unnumbered == "system"
    assert not neighbours(config)["10.0.0.0"].enabled
    (accepted,) = config.ranges
    assert (str(accepted.network), accepted.remote_as) == ("10.77.0.0/24", 65077)


SONIC = """{
  "DEVICE_METADATA": {"localhost": {"bgp_asn": "65100", "hostname": "leaf1"}},
  "PORT": {"Ethernet0": {}, "Ethernet4": {}},
  "PORTCHANNEL": {"PortChannel01": {}},
  "INTERFACE": {"Ethernet0|10.0.0.1/31": {}},
  "PORTCHANNEL_INTERFACE": {"PortChannel01|10.0.1.0/31": {}},
  "VLAN_SUB_INTERFACE": {"Eth4.20|10.7.1.1/31": {}, "Po01.30": {"vrf_name": "VrfRed"}},
  "VRF": {"VrfRed": {}},
  "BGP_GLOBALS": {"default": {"local_asn": "65111", "router_id": "10.1.0.1"}, "VrfRed": {"local_asn": "65112"}},
  "BGP_PEER_GROUP": {"default|SPINES": {"asn": "65300"}, "VrfRed|PAIR": {"peer_type": "internal"}},
  "BGP_PEER_GROUP_AF": {"default|SPINES|l2vpn_evpn": {"admin_status": "true"}},
  "BGP_NEIGHBOR": {"default|10.0.0.0": {"peer_group_name": "SPINES"}, "VrfRed|10.0.0.2": {"peer_group_name": "PAIR"}},
  "BGP_NEIGHBOR_AF": {"default|10.0.0.0|ipv4_unicast": {"admin_status": "true"}},
  "OSPFV2_ROUTER_AREA_NETWORK": {"default|0.0.0.7|10.0.0.0/31": {}},
  "OSPFV2_INTERFACE": {"PortChannel01": {"area-id": "0.0.0.7", "metric": "15",
                                         "network-type": "POINT_TO_POINT_NETWORK"}}
}
"""


def test_sonic_reads_the_management_framework():
    config = read_config(SONIC)
    assert (config.platform, config.autonomous_systems) == ("sonic", {"default": 65111, "VrfRed": 65112})
    spine, pair = neighbours(config)["10.0.0.0"], neighbours(config)["10.0.0.2"]
    assert (spine.remote_as, spine.kind, set(spine.families)) == (65300, "ebgp", {"l2vpn evpn", "ipv4 unicast"})
    assert (pair.remote_as, pair.kind, pair.local_as) == (65112, "ibgp", 65112)
    ospf = circuits(config, "ospf")
    assert (ospf["PortChannel01"].metric, ospf["PortChannel01"].point_to_point) == (15, True)
    assert ospf["Ethernet0"].area == "0.0.0.7"


def test_sonic_sub_interfaces_with_short_names_belong_to_their_port():
    parents = {interface.name: interface.parent for interface in read_config(SONIC).interfaces}
    assert (parents["Ethernet4.20"], parents["PortChannel01.30"]) == ("Ethernet4", "PortChannel01")


NVUE = """- header:
    model: VX
- set:
    system:
      hostname: leaf02
    interface:
      lo:
        ip:
          address:
            10.10.10.2/32: {}
      swp1:
        ip:
          address:
            10.1.1.1/31: {}
    router:
      bgp:
        autonomous-system: 65102
      ospf:
        router-id: 10.10.10.2
    vrf:
      default:
        router:
          ospf:
            area:
              7:
                network:
                  10.1.1.0/31: {}
          bgp:
            neighbor:
              10.1.1.0:
                remote-as: 65199
                shutdown: on
"""


def test_cumulus_nvue_ospf_networks_and_neighbours_that_are_shut():
    config = read_config(NVUE)
    assert (config.platform, config.hostname) == ("cumulus", "leaf02")
    assert circuits(config, "ospf")["swp1"].area == "0.0.0.7"
    assert config.router_ids["default"] == "10.10.10.2"
    assert not neighbours(config)["10.1.1.0"].enabled


@pytest.mark.timeout(60)
def test_a_long_text_is_recognised_without_searching_for_ever():
    """NVUE that names no switch port near its head made a backtracking expression take for ever."""
    rows = "".join(f"      item{number}:\n        value: {number}\n\n" for number in range(20_000))
    text = f"- header:\n    model: VX\n- set:\n    platform:\n{rows}    system:\n      hostname: leaf\n"
    assert recognise(text) == "cumulus"
