"""VPN services as vendors' configurations write them. All texts are our own."""

from textwrap import dedent

import pytest

from watchkeeper.kit.configs.model import Service, Wire
from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.services.book import route_target


def services(text, platform):
    config = read_config(dedent(text).lstrip(), platform)
    assert config.problems == ()
    return {(one.kind, one.name): one for one in config.services}


JUNOS_CURLY = """
    routing-instances {
        GREEN {
            instance-type vrf;
            interface ge-0/0/3.0;
            route-distinguisher 192.0.2.1:7;
            vrf-import [ LET-IN ];
            vrf-export PUT-OUT;
        }
        LAN {
            instance-type vpls;
            protocols {
                vpls {
                    vpls-id 300;
                    neighbor 192.0.2.2;
                    neighbor 192.0.2.3 {
                        vpls-id 301;
                    }
                }
            }
        }
    }
    protocols {
        l2circuit {
            neighbor 192.0.2.2 {
                interface ge-0/0/4.100 {
                    virtual-circuit-id 100;
                }
            }
        }
    }
    policy-options {
        policy-statement LET-IN {
            term own { from community [ GREEN HUB ]; then accept; }
            term rest { from community RED; then reject; }
        }
        policy-statement PUT-OUT {
            then { community add GREEN; accept; }
        }
        community GREEN members target:64500:7;
        community HUB members target:64500:9;
        community RED members target:64500:8;
    }
"""


def test_junos_policies_say_what_a_vrf_imports_and_exports():
    found = services(JUNOS_CURLY, "junos")
    assert found["l3vpn", "GREEN"] == Service(
        "l3vpn", "GREEN", "192.0.2.1:7", ("64500:7", "64500:9"), ("64500:7",)
    )  # the term that rejects RED lets nothing in
    assert found["pseudowire", "ge-0/0/4.100"].wires == (Wire("192.0.2.2", 100),)
    assert found["vpls", "LAN"].wires == (Wire("192.0.2.2", 300), Wire("192.0.2.3", 301))


def test_junos_set_gives_each_segment_its_automatic_target():
    found = services(
        """
        set routing-options autonomous-system 64500
        set switch-options route-distinguisher 192.0.2.1:1
        set switch-options vrf-target target:64500:1
        set switch-options vrf-target auto
        set vlans blue vxlan vni 5010
        set vlans red vxlan vni 5020
        set routing-instances T1 instance-type vrf
        set routing-instances T1 vrf-target import target:64500:11
        set routing-instances T1 vrf-target export target:64500:12
        set routing-instances T1 protocols evpn ip-prefix-routes vni 9001
        set routing-instances lab instance-type virtual-router
        """,
        "junos",
    )
    assert found["evpn", "VNI 5010"] == Service(
        "evpn", "VNI 5010", imports=("64500:268440466",), exports=("64500:268440466",), vni=5010
    )  # RFC 8365: type 1 in front of 24 bits
    assert ("evpn", "VNI 5020") in found
    assert found["evpn", "default-switch"].imports == ("64500:1",)
    t1 = found["l3vpn", "T1"]
    assert (t1.imports, t1.exports, t1.vni) == (("64500:11",), ("64500:12",), 9001)
    assert not any(name == "lab" for _, name in found)


def test_ios_reads_vrfs_cross_connects_and_forwarding_instances():
    found = services(
        """
        hostname pe1
        vrf definition BLUE
         rd 64500:1
         address-family ipv4
          route-target export 64500:1
          route-target import 64500:1
          route-target import 64500:99
        ip vrf OLD
         rd 64500:2
         route-target both 64500:2
        l2 vfi SITE manual
         vpn id 40
         neighbor 192.0.2.2 encapsulation mpls
         neighbor 192.0.2.3 41 encapsulation mpls
        l2vpn xconnect context LINE
         member GigabitEthernet0/5
         member 192.0.2.2 77 encapsulation mpls
        interface GigabitEthernet0/1
         service instance 20 ethernet
          encapsulation dot1q 20
          xconnect 192.0.2.2 20 encapsulation mpls
           backup peer 192.0.2.3 21
        router bgp 64500
         neighbor 192.0.2.2 remote-as 64500
        """,
        "ios",
    )
    assert found["l3vpn", "BLUE"] == Service("l3vpn", "BLUE", "64500:1", ("64500:1", "64500:99"), ("64500:1",))
    assert found["l3vpn", "OLD"].exports == ("64500:2",)
    assert found["vpls", "SITE"].wires == (Wire("192.0.2.2", 40), Wire("192.0.2.3", 41))
    assert found["pseudowire", "LINE"].wires == (Wire("192.0.2.2", 77),)
    assert found["pseudowire", "GigabitEthernet0/1 service instance 20"].wires == (
        Wire("192.0.2.2", 20), Wire("192.0.2.3", 21),
    )  # fmt: skip


def test_iosxe_evpn_instance_has_its_network_and_its_automatic_target():
    found = services(
        """
        hostname leaf1
        l2vpn evpn instance 10 vlan-based
         encapsulation vxlan
        vlan configuration 10
         member evpn-instance 10 vni 10010
        vrf definition T
         rd 64500:5
         address-family ipv4
          route-target import 64500:5 stitching
          route-target export 64500:5 stitching
        interface nve1
         member vni 10010 ingress-replication
         member vni 50005 vrf T
         member vni 777 mcast-group 239.1.1.7
        router bgp 64500
        """,
        "iosxe",
    )
    assert found["evpn", "EVI 10"] == Service("evpn", "EVI 10", "", ("64500:10",), ("64500:10",), 10010)
    assert found["l3vpn", "T"].vni == 50005
    assert found["vxlan", "VNI 777"] == Service("vxlan", "VNI 777", vni=777, flood=("239.1.1.7",))


def test_nxos_targets_are_derived_from_system_and_network():
    found = services(
        """
        hostname leaf2
        vrf context T
          vni 50005
          rd auto
          address-family ipv4 unicast
            route-target both auto
            route-target both auto evpn
        evpn
          vni 10010 l2
            rd auto
            route-target import auto
            route-target export auto
            route-target import 64511:10010
        interface nve1
          member vni 10010
            mcast-group 239.1.1.1
          member vni 10020
            ingress-replication protocol static
              peer-ip 192.0.2.9
          member vni 50005 associate-vrf
        router bgp 4200000001
        """,
        "nxos",
    )
    assert found["l3vpn", "T"] == Service("l3vpn", "T", "", ("23456:50005",), ("23456:50005",), 50005)
    assert found["evpn", "VNI 10010"].imports == ("64511:10010", "23456:10010")
    assert found["vxlan", "VNI 10020"].flood == ("192.0.2.9",)
    assert ("vxlan", "VNI 10010") not in found  # its tunnel end points are learned


def test_eos_reads_vlans_bundles_pseudowires_and_floods():
    found = services(
        """
        hostname leaf3
        vrf instance T
        interface Vxlan1
           vxlan source-interface Loopback1
           vxlan vlan 10,20 vni 10010,10020
           vxlan vlan 30 vni 10030
           vxlan vrf T vni 50005
           vxlan vlan 30 flood vtep 192.0.2.5 192.0.2.6
        mpls ldp
           pseudowires
              pseudowire west
                 neighbor 192.0.2.8
                 pseudowire-id 900
        router bgp 64501
           vlan 10
              rd 192.0.2.3:10
              route-target both 64500:10
           vlan-aware-bundle B
              rd 192.0.2.3:20
              route-target import export evpn 64500:20
              vlan 20
           vrf T
              rd 192.0.2.3:5
              route-target import evpn 64500:5
              route-target export evpn 64500:6
        """,
        "eos",
    )
    assert found["evpn", "VLAN 10"] == Service("evpn", "VLAN 10", "192.0.2.3:10", ("64500:10",), ("64500:10",), 10010)
    assert (found["evpn", "B"].imports, found["evpn", "B"].exports) == (("64500:20",), ("64500:20",))
    t = found["l3vpn", "T"]
    assert (t.rd, t.imports, t.exports, t.vni) == ("192.0.2.3:5", ("64500:5",), ("64500:6",), 50005)
    assert found["vxlan", "VNI 10030"].flood == ("192.0.2.5", "192.0.2.6")
    assert found["pseudowire", "west"].wires == (Wire("192.0.2.8", 900),)


def test_frr_imports_its_networks_from_any_system():
    found = services(
        """
        frr version 9.1
        hostname leaf4
        vrf RED
         vni 50007
        exit-vrf
        router bgp 4200000004
         address-family l2vpn evpn
          advertise-all-vni
          vni 10010
           rd 192.0.2.4:10
           route-target export 64500:10010
          exit-vni
         exit-address-family
        router bgp 4200000004 vrf RED
         address-family ipv4 unicast
          rd vpn export 64500:7
          rt vpn both 64500:7 64500:8
         exit-address-family
        l2vpn CUST type vpls
         member pseudowire mpw0
          neighbor lsr-id 192.0.2.5
          pw-id 300
        """,
        "frr",
    )
    assert found["evpn", "VNI 10010"] == Service(
        "evpn", "VNI 10010", "192.0.2.4:10", ("*:10010",), ("64500:10010",), 10010
    )
    assert (found["l3vpn", "RED"].imports, found["l3vpn", "RED"].rd) == (("64500:7", "64500:8"), "64500:7")
    assert found["vpls", "CUST"].wires == (Wire("192.0.2.5", 300),)


def test_iosxr_reads_targets_below_and_beside():
    found = services(
        """
        hostname xr1
        vrf BLUE
         address-family ipv4 unicast
          import route-target
           64500:1
           64500:99
          export route-target
           64500:1
        l2vpn
         xconnect group A
          p2p one
           interface GigabitEthernet0/0/0/1
           neighbor ipv4 192.0.2.2 pw-id 100
            backup neighbor 192.0.2.3 pw-id 101
          p2p two
           neighbor evpn evi 20 target 1 source 2
         bridge group G
          bridge-domain D
           vfi V
            neighbor 192.0.2.2 pw-id 300
        evpn
         evi 30
          bgp
           route-target import 64500:30
           route-target export 64500:31
        router bgp 64500
         vrf BLUE
          rd 64500:1
        """,
        "iosxr",
    )
    assert found["l3vpn", "BLUE"] == Service("l3vpn", "BLUE", "64500:1", ("64500:1", "64500:99"), ("64500:1",))
    assert found["pseudowire", "A/one"].wires == (Wire("192.0.2.2", 100), Wire("192.0.2.3", 101))
    assert found["vpls", "G/D"].wires == (Wire("192.0.2.2", 300),)
    assert found["evpn", "EVI 20"].exports == ("64500:20",)
    assert (found["evpn", "EVI 30"].imports, found["evpn", "EVI 30"].exports) == (("64500:30",), ("64500:31",))


SROS_CLASSIC = """
    # TiMOS-B-20.10.R1
    configure
        router Base
            autonomous-system 64500
            policy-options
                begin
                community "spoke"
                    members "target:64500:61"
                exit
                policy-statement "in"
                    entry 10
                        from
                            community "spoke"
                        exit
                    exit
                exit
            exit
        exit
        service
            sdp 4 mpls create
                far-end 192.0.2.2
            exit
            vprn 10 name "BLUE" customer 1 create
                route-distinguisher 64500:10
                vrf-target export target:64500:10 import target:64500:11
            exit
            vprn 60 customer 1 create
                vrf-import "in"
            exit
            epipe 20 customer 1 create
                spoke-sdp 4:200 create
                exit
            exit
            vpls 30 customer 1 create
                vxlan instance 1 vni 3030 create
                exit
                bgp
                    route-distinguisher 64500:30
                    route-target export target:64500:30 import target:64500:30
                exit
                bgp-evpn
                    evi 30
                exit
            exit
        exit
"""

SROS_MODEL_DRIVEN = """
    configure {
        router "Base" {
            autonomous-system 64500
        }
        service {
            sdp 4 {
                far-end {
                    ip-address 192.0.2.2
                }
            }
            vprn "BLUE" {
                bgp-ipvpn {
                    mpls {
                        route-distinguisher "64500:10"
                        vrf-target {
                            import-community "target:64500:11"
                            export-community "target:64500:10"
                        }
                    }
                }
            }
            epipe "20" {
                spoke-sdp 4:200 {
                }
            }
            vpls "30" {
                vxlan {
                    instance 1 {
                        vni 3030
                    }
                }
                bgp 1 {
                    route-distinguisher "64500:30"
                    route-target {
                        export "target:64500:30"
                        import "target:64500:30"
                    }
                }
                bgp-evpn {
                    evi 30
                }
            }
        }
    }
"""


@pytest.mark.parametrize(("text", "vprn"), [(SROS_CLASSIC, "10"), (SROS_MODEL_DRIVEN, "BLUE")])
def test_sros_reads_vprn_epipe_and_evpn(text, vprn):
    found = services(text, "sros")
    assert found["l3vpn", vprn] == Service("l3vpn", vprn, "64500:10", ("64500:11",), ("64500:10",))
    assert found["pseudowire", "20"].wires == (Wire("192.0.2.2", 200),)
    assert found["evpn", "30"] == Service("evpn", "30", "64500:30", ("64500:30",), ("64500:30",), 3030)
    assert ("vpls", "30") not in found


def test_sros_policies_say_what_a_vprn_imports():
    assert services(SROS_CLASSIC, "sros")["l3vpn", "60"].imports == ("64500:61",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("64500:1", "64500:1"), ("target:64500L:1", "64500:1"), ("192.0.2.1:9", "192.0.2.1:9"), ("1.10:5", "65546:5"),
        ("64500", None), ("origin:64500:1", None), ("64500:x", None),
    ],
)  # fmt: skip
def test_a_route_target_has_one_spelling(text, expected):
    assert route_target(text) == expected


def test_what_is_no_target_is_told_and_the_rest_is_read():
    config = read_config(
        dedent("""
        hostname pe9
        vrf definition BLUE
         rd 64500:1
         route-target import 64500:one
         route-target export 64500:1
        evpn
         vni 99999999 l2
          route-target both 64500:4
        interface GigabitEthernet0/0
         ip address 10.0.0.0 255.255.255.254
        """),
        "ios",
    )
    assert config.problems == ("l3vpn BLUE: '64500:one' is no route target", "evpn VNI 99999999: '99999999' is no VNI")
    assert [(s.name, s.exports) for s in config.services] == [("BLUE", ("64500:1",)), ("VNI 99999999", ("64500:4",))]
    assert [i.name for i in config.interfaces] == ["GigabitEthernet0/0"]
