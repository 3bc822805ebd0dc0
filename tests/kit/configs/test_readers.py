from textwrap import dedent

import pytest

from watchkeeper.kit.configs.names import canonical, kind_of, port_of
from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.recognise import recognise


def interface(config, name):
    return next(i for i in config.interfaces if i.name == name)


def read(text, platform=""):
    config = read_config(dedent(text).lstrip(), platform)
    assert config.problems == ()
    return config


JUNOS_SET = """
    set version 21.4R1
    set system host-name core1
    set interfaces ge-0/0/0 description "to core2 ge-0/0/1"
    set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/31
    set interfaces ge-0/0/0 unit 0 family iso
    set interfaces lo0 unit 0 family inet address 192.0.2.1/32
    set interfaces lo0 unit 0 family iso address 49.0001.1920.0000.2001.00
    set routing-options autonomous-system 64500
    set protocols isis interface ge-0/0/0.0 level 2 metric 25
    set protocols isis interface ge-0/0/0.0 point-to-point
    set protocols isis level 1 disable
    set protocols bgp group RR type internal
    set protocols bgp group RR local-address 192.0.2.1
    set protocols bgp group RR cluster 192.0.2.1
    set protocols bgp group RR neighbor 192.0.2.2 description spare
    deactivate interfaces ge-0/0/9
    set interfaces ge-0/0/9 unit 0 family inet address 10.9.9.1/31
"""
JUNOS_CURLY = """
    ## Last commit: 2026-11-01 by admin
    version 21.4R1;
    groups { mtu { interfaces { <ge-*> { unit <*> { family iso; } } } } }
    apply-groups mtu;
    system { host-name core1; }
    interfaces {
        ge-0/0/0 {
            description "to core2 ge-0/0/1";
            unit 0 { family inet { address 10.0.0.1/31; } family iso; }
        }
        inactive: ge-0/0/9 { unit 0 { family inet { address 10.9.9.1/31; } } }
        lo0 { unit 0 { family inet { address 192.0.2.1/32; } family iso { address 49.0001.1920.0000.2001.00; } } }
    }
    routing-options { autonomous-system 64500; }
    protocols {
        isis { level 1 disable; interface ge-0/0/0.0 { point-to-point; level 2 metric 25; } }
        bgp {
            group RR {
                type internal; local-address 192.0.2.1; cluster 192.0.2.1;
                neighbor 192.0.2.2 { description spare; }
            }
        }
    }
"""


@pytest.mark.parametrize("text", [JUNOS_SET, JUNOS_CURLY], ids=["set", "curly"])
def test_junos_reads_the_same_in_both_forms(text):
    config = read(text)
    assert (config.platform, config.hostname, config.reflects) == ("junos", "core1", True)
    unit = interface(config, "ge-0/0/0.0")
    assert [str(a.ip) for a in unit.addresses] == ["10.0.0.1/31"]
    (circuit,) = unit.circuits
    assert (circuit.protocol, circuit.metric, circuit.area, circuit.point_to_point) == ("isis", 25, "2", True)
    assert interface(config, "ge-0/0/0").description == "to core2 ge-0/0/1"
    assert config.system_ids == ("1920.0000.2001",)
    (neighbour,) = config.neighbours
    assert (neighbour.remote_as, neighbour.kind, neighbour.local_address) == (64500, "ibgp", "192.0.2.1")
    assert all(not i.addresses for i in config.interfaces if i.name.startswith("ge-0/0/9"))


def test_junos_groups_fill_their_wildcards_from_the_configuration():
    config = read("""
        set groups igp protocols isis interface <ge-*> level 2 metric 77
        set apply-groups igp
        set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/31
        set protocols isis interface ge-0/0/0.0
        set protocols isis interface lo0.0
    """)
    assert [c.metric for c in interface(config, "ge-0/0/0.0").circuits] == [77]
    assert [c.metric for c in interface(config, "lo0.0").circuits] == [None]


IOS = """
    version 15.7
    hostname edge1
    !
    boot-start-marker
    interface Loopback0
     ip address 192.0.2.1 255.255.255.255
    !
    interface GigabitEthernet0/1
     description to core
     ip address 10.0.0.1 255.255.255.252
     ip address 10.0.9.1 255.255.255.0 secondary
     ip ospf cost 40
    !
    interface GigabitEthernet0/2.100
     encapsulation dot1Q 100
     vrf forwarding CUST
     ip address 10.1.0.1 255.255.255.252
    !
    router ospf 1
     router-id 192.0.2.1
     passive-interface Loopback0
     network 10.0.0.0 0.0.0.255 area 0
     network 192.0.2.1 0.0.0.0 area 0
    !
    router bgp 64500
     neighbor INTERNAL peer-group
     neighbor INTERNAL remote-as 64500
     neighbor INTERNAL update-source Loopback0
     neighbor 192.0.2.2 peer-group INTERNAL
     !
     address-family vpnv4
      neighbor INTERNAL activate
      neighbor INTERNAL route-reflector-client
     exit-address-family
     !
     address-family ipv4 vrf CUST
      neighbor 10.1.0.2 remote-as 65001
      neighbor 10.1.0.2 activate
     exit-address-family
    banner motd ^C
    interface GigabitEthernet9/9
    ^C
"""


def test_ios_resolves_groups_families_and_areas():
    config = read(IOS)
    assert config.platform == "ios"
    port = interface(config, "GigabitEthernet0/1")
    assert [(str(a.ip), a.role) for a in port.addresses] == [("10.0.0.1/30", "primary"), ("10.0.9.1/24", "secondary")]
    assert [(c.protocol, c.metric, c.area, c.passive) for c in port.circuits] == [("ospf", 40, "0.0.0.0", False)]  # noqa: S104 - the backbone area
    assert interface(config, "Loopback0").circuits[0].passive
    assert interface(config, "GigabitEthernet0/2.100").vrf == "CUST"
    inside, outside = config.neighbours
    assert (inside.kind, inside.local_address, inside.families, inside.route_reflector_client) == (
        "ibgp", "Loopback0", ("vpnv4",), True,
    )  # fmt: skip
    assert (outside.vrf, outside.kind, outside.remote_as) == ("CUST", "ebgp", 65001)


def test_a_banner_is_no_statement():
    assert "GigabitEthernet9/9" not in {i.name for i in read(IOS).interfaces}


def test_nxos_templates_and_nested_neighbours():
    config = read("""
        !Command: show running-config
        version 9.3(5) Bios:version
        hostname leaf1
        feature bgp
        interface Ethernet1/1
          no switchport
          ip address 10.0.0.0/31
          ip router ospf UNDERLAY area 0.0.0.0
          ip ospf network point-to-point
        interface Ethernet1/2
          channel-group 7 mode active
        router bgp 65001
          template peer SPINE
            remote-as 65100
            update-source loopback0
            address-family l2vpn evpn
          neighbor 10.0.0.1
            inherit peer SPINE
          vrf RED
            local-as 65009
            neighbor 10.9.0.1
              remote-as 65010
    """)
    assert config.platform == "nxos"
    assert interface(config, "Ethernet1/1").circuits[0].point_to_point
    assert interface(config, "Ethernet1/2").bundle == "port-channel7"
    spine, red = config.neighbours
    assert (spine.remote_as, spine.local_address, spine.kind) == (65100, "loopback0", "ebgp")
    assert (red.vrf, red.local_as, red.remote_as) == ("RED", 65009, 65010)


def test_iosxr_names_interfaces_below_protocols():
    config = read("""
        !! IOS XR Configuration 7.3.2
        hostname xr1
        interface GigabitEthernet0/0/0/0
         description to xr2
         ipv4 address 10.0.0.1 255.255.255.254
        !
        interface GigabitEthernet0/0/0/1
         bundle id 10 mode active
        !
        router isis CORE
         is-type level-2-only
         net 49.0001.0000.0000.0001.00
         interface GigabitEthernet0/0/0/0
          point-to-point
          address-family ipv4 unicast
           metric 55
          !
         !
        !
        router bgp 64500
         neighbor-group RR
          remote-as 64500
          update-source Loopback0
          address-family vpnv4 unicast
         !
         neighbor 192.0.2.9
          use neighbor-group RR
         !
         vrf CUST
          neighbor 10.1.0.2
           remote-as 65001
          !
         !
        !
    """)
    assert config.platform == "iosxr"
    (circuit,) = interface(config, "GigabitEthernet0/0/0/0").circuits
    assert (circuit.metric, circuit.area, circuit.point_to_point, circuit.instance) == (55, "2", True, "CORE")
    assert interface(config, "GigabitEthernet0/0/0/1").bundle == "Bundle-Ether10"
    assert [(n.vrf, n.kind) for n in config.neighbours] == [("default", "ibgp"), ("CUST", "ebgp")]


def test_frr_unnumbered_neighbours_keep_their_interface():
    config = read("""
        frr version 8.4
        frr defaults datacenter
        hostname leaf1
        interface lo
         ip address 192.0.2.11/32
        exit
        interface eth1 vrf RED
         ip address 10.7.0.1/30
        exit
        router bgp 65011
         bgp router-id 192.0.2.11
         neighbor FABRIC peer-group
         neighbor FABRIC remote-as external
         neighbor eth2 interface peer-group FABRIC
         neighbor eth3 interface remote-as internal
        exit
    """)
    assert config.platform == "frr"
    assert interface(config, "eth1").vrf == "RED"
    assert [(n.interface, n.kind, n.address) for n in config.neighbours] == [("eth2", "ebgp", ""), ("eth3", "ibgp", "")]


@pytest.mark.parametrize("text", ["", "hello\nworld\n", "\x00\x01\x02", "{", "interfaces {{{{ ;;; }", "[["])
def test_what_is_no_configuration_is_a_problem_not_a_crash(text):
    config = read_config(text)
    assert config.interfaces == ()
    assert recognise(text) in {"", "junos"}


@pytest.mark.parametrize(
    ("said", "platform", "name"),
    [
        ("Gi0/1", "ios", "GigabitEthernet0/1"),
        ("Eth1/1", "nxos", "Ethernet1/1"),
        ("Te0/0/0/1", "iosxr", "TenGigE0/0/0/1"),
        ("Po5", "eos", "Port-Channel5"),
        ("ge-0/0/1", "junos", "ge-0/0/1"),
        ("mgmt0", "nxos", "mgmt0"),
    ],
)
def test_short_forms_are_long_forms(said, platform, name):
    assert canonical(said, platform) == name


@pytest.mark.parametrize(
    ("name", "port"),
    [("ge-0/0/1.100", "ge-0/0/1"), ("xe-0/0/0:1", "xe-0/0/0:1"), ("1/1/c1/1:100", "1/1/c1/1"), ("swp1.10", "swp1")],
)
def test_a_unit_belongs_to_its_port(name, port):
    assert port_of(name) == port


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lo0.0", "loopback"), ("fxp0", "management"), ("MgmtEth0/RP0/CPU0/0", "management"), ("Vlan10", "logical"),
        ("Port-Channel3", "bundle"), ("ae0", "bundle"), ("Tunnel1", "overlay"), ("ge-0/0/0", "physical"),
        ("swp1", "physical"),
    ],
)  # fmt: skip
def test_names_tell_the_kind(name, kind):
    assert kind_of(name) == kind
