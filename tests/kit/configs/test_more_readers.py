"""Platforms whose configurations are written from their vendors' manuals."""

import json
from textwrap import dedent

import pytest
import yaml

from watchkeeper.kit.configs.read import read_config


def read(text):
    config = read_config(dedent(text).lstrip())
    assert config.problems == ()
    return config


def interface(config, name):
    return next(i for i in config.interfaces if i.name == name)


def addresses(config, name):
    return [str(a.ip) for a in interface(config, name).addresses]


SROS_CLASSIC = """
    # TiMOS-B-20.10.R1 both/x86_64 Nokia 7750 SR
    exit all
    configure
    echo "System Configuration"
        system
            name "sr1"
        exit
        port 1/1/1
            description "to sr2"
            ethernet
            exit
            no shutdown
        exit
        lag 1
            port 1/1/3
        exit
        router Base
            interface "system"
                address 192.0.2.1/32
                no shutdown
            exit
            interface "to-sr2"
                address 10.0.0.0/31
                port 1/1/1:100
                no shutdown
            exit
            autonomous-system 64500
        exit
        router Base
            isis 0
                level-capability level-2
                interface "to-sr2"
                    interface-type point-to-point
                    level 2
                        metric 40
                    exit
                exit
            exit
            bgp
                group "ibgp"
                    type internal
                    cluster 192.0.2.1
                    family ipv4 vpn-ipv4
                    neighbor 192.0.2.2
                        description "sr2"
                    exit
                exit
                group "ebgp"
                    neighbor 10.0.9.1
                        peer-as 65001
                    exit
                exit
            exit
        exit
        service
            vprn 10 name "red" customer 1 create
                interface "ce" create
                    address 10.1.0.1/30
                    sap 1/1/2:7 create
                    exit
                exit
            exit
        exit
    exit all
"""
SROS_MD = """
    configure {
        card 1 {
        }
        port 1/1/1 {
            description "to sr2"
        }
        lag "lag-1" {
            port 1/1/3 {
            }
        }
        system {
            name "sr1"
        }
        router "Base" {
            autonomous-system 64500
            interface "system" {
                ipv4 {
                    primary {
                        address 192.0.2.1
                        prefix-length 32
                    }
                }
            }
            interface "to-sr2" {
                port 1/1/1:100
                ipv4 {
                    primary {
                        address 10.0.0.0
                        prefix-length 31
                    }
                }
            }
            isis 0 {
                level-capability 2
                interface "to-sr2" {
                    interface-type point-to-point
                    level 2 {
                        metric 40
                    }
                }
            }
            bgp {
                group "ibgp" {
                    type internal
                    family {
                        ipv4 true
                        vpn-ipv4 true
                    }
                    cluster {
                        cluster-id 192.0.2.1
                    }
                }
                group "ebgp" {
                }
                neighbor "192.0.2.2" {
                    description "sr2"
                    group "ibgp"
                }
                neighbor "10.0.9.1" {
                    group "ebgp"
                    peer-as 65001
                }
            }
        }
        service {
            vprn "red" {
                customer "1"
                service-id 10
                interface "ce" {
                    ipv4 {
                        primary {
                            address 10.1.0.1
                            prefix-length 30
                        }
                    }
                    sap 1/1/2:7 {
                    }
                }
            }
        }
    }
"""
SROS_FLAT = """
    /configure system name "sr1"
    /configure port 1/1/1 description "to sr2"
    /configure lag "lag-1" port 1/1/3
    /configure router "Base" autonomous-system 64500
    /configure router "Base" interface "system" ipv4 primary address 192.0.2.1
    /configure router "Base" interface "system" ipv4 primary prefix-length 32
    /configure router "Base" interface "to-sr2" port 1/1/1:100
    /configure router "Base" interface "to-sr2" ipv4 primary address 10.0.0.0
    /configure router "Base" interface "to-sr2" ipv4 primary prefix-length 31
    /configure router "Base" isis 0 level-capability 2
    /configure router "Base" isis 0 interface "to-sr2" interface-type point-to-point
    /configure router "Base" isis 0 interface "to-sr2" level 2 metric 40
    /configure router "Base" bgp group "ibgp" type internal
    /configure router "Base" bgp group "ibgp" family ipv4 true
    /configure router "Base" bgp group "ibgp" family vpn-ipv4 true
    /configure router "Base" bgp group "ibgp" cluster cluster-id 192.0.2.1
    /configure router "Base" bgp neighbor "192.0.2.2" group "ibgp"
    /configure router "Base" bgp neighbor "10.0.9.1" group "ebgp"
    /configure router "Base" bgp neighbor "10.0.9.1" peer-as 65001
    /configure service vprn "red" interface "ce" ipv4 primary address 10.1.0.1 prefix-length 30
    /configure service vprn "red" interface "ce" sap 1/1/2:7
"""


@pytest.mark.parametrize("text", [SROS_CLASSIC, SROS_MD, SROS_FLAT], ids=["classic", "model-driven", "flat"])
def test_sros_reads_the_same_in_every_form(text):
    config = read(text)
    assert (config.platform, config.hostname, config.reflects) == ("sros", "sr1", True)
    assert interface(config, "1/1/1").description == "to sr2"
    assert interface(config, "1/1/3").bundle == "lag-1"
    link = interface(config, "to-sr2")
    assert (link.parent, addresses(config, "to-sr2")) == ("1/1/1", ["10.0.0.0/31"])
    assert [(c.protocol, c.metric, c.area, c.point_to_point) for c in link.circuits] == [("isis", 40, "2", True)]
    customer = interface(config, "ce")
    assert (customer.parent, addresses(config, "ce")) == ("1/1/2", ["10.1.0.1/30"])
    assert customer.vrf != "default"
    facts = {n.address: (n.kind, n.remote_as, n.families, n.route_reflector_client) for n in config.neighbours}
    assert facts == {
        "192.0.2.2": ("ibgp", 64500, ("ipv4", "vpn-ipv4"), True),
        "10.0.9.1": ("ebgp", 65001, (), False),
    }


CUMULUS_FILES = """
    leaf1
    # This file describes the network interfaces
    auto lo
    iface lo inet loopback
        address 192.0.2.11/32
    auto swp1
    iface swp1
        alias to spine1 swp3
        address 10.0.0.1/31
    auto swp2
    iface swp2
    auto uplink
    iface uplink
        bond-slaves swp5 swp6
    auto eth0
    iface eth0 inet dhcp
        vrf mgmt
    # ports.conf --
    1=40G
    frr version 4.0+cl3u13
    frr defaults datacenter
    router bgp 65011
     bgp router-id 192.0.2.11
     neighbor swp2 interface remote-as external
     neighbor 10.0.0.0 remote-as 65100
"""
CUMULUS_NCLU = """
    net del all
    net add hostname leaf1
    net add loopback lo ip address 192.0.2.11/32
    net add interface swp1 alias to spine1 swp3
    net add interface swp1 ip address 10.0.0.1/31
    net add interface swp2
    net add bond uplink bond slaves swp5,swp6
    net add bgp autonomous-system 65011
    net add bgp router-id 192.0.2.11
    net add bgp neighbor swp2 interface remote-as external
    net add bgp neighbor 10.0.0.0 remote-as 65100
    net commit
"""
CUMULUS_NVUE = """
    nv set system hostname leaf1
    nv set interface lo ip address 192.0.2.11/32
    nv set interface swp1 description 'to spine1 swp3'
    nv set interface swp1 ip address 10.0.0.1/31
    nv set interface swp2 type swp
    nv set interface uplink bond member swp5-6
    nv set router bgp autonomous-system 65011
    nv set router bgp router-id 192.0.2.11
    nv set vrf default router bgp neighbor swp2 type unnumbered
    nv set vrf default router bgp neighbor swp2 remote-as external
    nv set vrf default router bgp neighbor 10.0.0.0 remote-as 65100
"""
CUMULUS_YAML = """
    - set:
        system:
          hostname: leaf1
        interface:
          lo:
            ip:
              address:
                192.0.2.11/32: {}
          swp1:
            description: to spine1 swp3
            ip:
              address:
                10.0.0.1/31: {}
          swp2:
            type: swp
          uplink:
            bond:
              member:
                swp5: {}
                swp6: {}
        router:
          bgp:
            autonomous-system: 65011
            router-id: 192.0.2.11
        vrf:
          default:
            router:
              bgp:
                neighbor:
                  swp2:
                    type: unnumbered
                    remote-as: external
                  10.0.0.0:
                    remote-as: 65100
"""


@pytest.mark.parametrize(
    "text",
    [CUMULUS_FILES, CUMULUS_NCLU, CUMULUS_NVUE, CUMULUS_YAML, json.dumps(yaml.safe_load(CUMULUS_YAML))],
    ids=["files", "nclu", "nvue", "yaml", "json"],
)
def test_cumulus_reads_the_same_in_every_form(text):
    config = read(text)
    assert (config.platform, config.hostname) == ("cumulus", "leaf1")
    assert addresses(config, "lo") == ["192.0.2.11/32"]
    assert (interface(config, "swp1").description, addresses(config, "swp1")) == ("to spine1 swp3", ["10.0.0.1/31"])
    assert interface(config, "uplink").kind == "bundle"
    assert {i.name for i in config.interfaces if i.bundle == "uplink"} == {"swp5", "swp6"}
    assert config.router_ids == {"default": "192.0.2.11"}
    found = {(n.address, n.interface, n.kind, n.remote_as) for n in config.neighbours}
    assert found == {("", "swp2", "ebgp", None), ("10.0.0.0", None, "ebgp", 65100)}


def test_sonic_tables_and_the_frr_beside_them():
    config = read("""
        {
          "DEVICE_METADATA": {"localhost": {"hostname": "sonic1", "bgp_asn": "65021"}},
          "PORT": {"Ethernet0": {"alias": "Eth1/1", "description": "to r2", "admin_status": "up"}, "Ethernet4": {}},
          "INTERFACE": {"Ethernet0": {}, "Ethernet0|10.0.0.0/31": {}},
          "LOOPBACK_INTERFACE": {"Loopback0|192.0.2.21/32": {}},
          "MGMT_INTERFACE": {"eth0|10.9.0.5/24": {"gwaddr": "10.9.0.1"}},
          "PORTCHANNEL": {"PortChannel1": {}},
          "PORTCHANNEL_MEMBER": {"PortChannel1|Ethernet4": {}},
          "BGP_NEIGHBOR": {"10.0.0.1": {"asn": "65022", "name": "r2", "local_addr": "10.0.0.0"}}
        }
        frr version 8.2
        router bgp 65021
         bgp router-id 192.0.2.21
    """)
    assert (config.platform, config.hostname) == ("sonic", "sonic1")
    assert (addresses(config, "Ethernet0"), interface(config, "Ethernet0").aliases) == (["10.0.0.0/31"], ("Eth1/1",))
    assert interface(config, "Ethernet4").bundle == "PortChannel1"
    assert interface(config, "eth0").kind == "management"
    assert [(n.address, n.kind, n.local_address) for n in config.neighbours] == [("10.0.0.1", "ebgp", "10.0.0.0")]
    assert config.router_ids == {"default": "192.0.2.21"}


VYOS_SET = """
    set interfaces ethernet eth1 address '10.0.0.1/30'
    set interfaces ethernet eth1 description 'to r2'
    set interfaces ethernet eth2 vif 20 address '10.2.0.1/30'
    set interfaces loopback lo address '192.0.2.31/32'
    set protocols bgp neighbor 10.0.0.2 remote-as '65032'
    set protocols bgp system-as '65031'
    set protocols ospf area 0 network '10.2.0.0/16'
    set system host-name 'vy1'
"""
VYOS_BRACES = """
    interfaces {
        ethernet eth1 {
            address 10.0.0.1/30
            description "to r2"
        }
        ethernet eth2 {
            vif 20 {
                address 10.2.0.1/30
            }
        }
        loopback lo {
            address 192.0.2.31/32
        }
    }
    protocols {
        bgp {
            neighbor 10.0.0.2 {
                remote-as 65032
            }
            system-as 65031
        }
        ospf {
            area 0 {
                network 10.2.0.0/16
            }
        }
    }
    system {
        host-name vy1
    }
    // vyos-config-version: "bgp@5"
"""


@pytest.mark.parametrize("text", [VYOS_SET, VYOS_BRACES], ids=["set", "braces"])
def test_vyos_reads_the_same_in_both_forms(text):
    config = read(text)
    assert (config.platform, config.hostname) == ("vyos", "vy1")
    assert (addresses(config, "eth1"), interface(config, "eth1").description) == (["10.0.0.1/30"], "to r2")
    assert interface(config, "eth2.20").parent == "eth2"
    assert [c.protocol for c in interface(config, "eth2.20").circuits] == ["ospf"]
    assert [(n.address, n.kind, n.local_as) for n in config.neighbours] == [("10.0.0.2", "ebgp", 65031)]


def test_saos_ports_aggregations_and_interfaces():
    config = read("""
        system set host-name ring-7
        port set port 1 description "to ring-8 port 2"
        port set port 9-10 max-frame-size 9216
        aggregation create agg LAG1
        aggregation add agg LAG1 port 9-10
        interface create ip-interface mgmt ip 10.9.0.7/24 vlan 4000
        vlan create vlan 4000
    """)
    assert (config.platform, config.hostname) == ("saos", "ring-7")
    assert interface(config, "1").description == "to ring-8 port 2"
    assert [i.name for i in config.interfaces if i.bundle == "LAG1"] == ["9", "10"]
    assert addresses(config, "mgmt") == ["10.9.0.7/24"]


def test_fortios_contexts():
    config = read("""
        #config-version=FGVM64-7.2.4
        config system global
            set hostname "fw1"
        end
        config system interface
            edit "port1"
                set ip 10.0.0.1 255.255.255.252
                set alias "to r2"
            next
            edit "vlan20"
                set ip 10.2.0.1 255.255.255.0
                set interface "port2"
                set vlanid 20
            next
        end
        config router bgp
            set as 65041
            config neighbor
                edit "10.0.0.2"
                    set remote-as 65042
                next
            end
        end
    """)
    assert (config.platform, config.hostname) == ("fortios", "fw1")
    assert (addresses(config, "port1"), interface(config, "port1").description) == (["10.0.0.1/30"], "to r2")
    assert interface(config, "vlan20").parent == "port2"
    assert [(n.address, n.kind) for n in config.neighbours] == [("10.0.0.2", "ebgp")]


def test_linux_netplan_and_interfaces():
    config = read("""
        network:
          version: 2
          ethernets:
            eno1:
              addresses: [10.0.0.1/30]
          bonds:
            uplink:
              interfaces: [eno2, eno3]
    """)
    assert (config.platform, addresses(config, "eno1")) == ("linux", ["10.0.0.1/30"])
    assert {i.name for i in config.interfaces if i.bundle == "uplink"} == {"eno2", "eno3"}
    config = read("""
        auto ens3
        iface ens3 inet static
            address 10.0.0.2
            netmask 255.255.255.252
    """)
    assert addresses(config, "ens3") == ["10.0.0.2/30"]


def test_a_neighbour_that_sonic_writes_twice_is_one():
    config = read("""
        {
          "DEVICE_METADATA": {"localhost": {"hostname": "sonic1", "bgp_asn": "65021"}},
          "INTERFACE": {"Ethernet0|10.0.0.1/31": {}},
          "BGP_NEIGHBOR": {"10.0.0.0": {"asn": "65022", "name": "spine1", "local_addr": "10.0.0.1"}}
        }
        frr version 8.2.2
        router bgp 65021
         neighbor 10.0.0.0 remote-as 65022
         address-family ipv4 unicast
          neighbor 10.0.0.0 activate
         exit-address-family
        !
    """)
    (neighbour,) = config.neighbours
    assert (neighbour.remote_as, neighbour.local_address, neighbour.description) == (65022, "10.0.0.1", "spine1")
    assert neighbour.families == ("ipv4 unicast",)
