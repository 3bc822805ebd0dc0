"""Saved output as the vendors' manuals print it."""

from textwrap import dedent

import pytest

from watchkeeper.understand.topology.shows.bgp import bgp_states
from watchkeeper.understand.topology.shows.collect import Saved, kind_of_command, with_output
from watchkeeper.understand.topology.shows.documents import load
from watchkeeper.understand.topology.shows.igp import isis_adjacencies, ospf_adjacencies
from watchkeeper.understand.topology.shows.interfaces import statuses
from watchkeeper.understand.topology.shows.neighbours import claims
from watchkeeper.understand.topology.view import DeviceView, Port


def text(body):
    return dedent(body).lstrip("\n")


BGP = {
    "ios": """
        For address family: VPNv4 Unicast
        BGP neighbor is 10.0.0.2,  vrf RED,  remote AS 65002, external link
          BGP version 4, remote router ID 192.0.2.2
          BGP state = Established, up for 00:13:55
        Local host: 10.0.0.1, Local port: 179
        Foreign host: 10.0.0.2, Foreign port: 50001
    """,
    "iosxr": """
        BGP neighbor is 10.0.0.2, vrf RED
         Remote AS 65002, local AS 65001, external link
         Remote router ID 192.0.2.2
          BGP state = Established, up for 00:13:55
          Local host: 10.0.0.1, Local port: 179, IF Handle: 0x00000000
          Foreign host: 10.0.0.2, Foreign port: 50001
    """,
    "eos": """
        BGP neighbor is 10.0.0.2, remote AS 65002, external link
          BGP version 4, remote router ID 192.0.2.2, VRF RED
          BGP state is Established, up for 01:15:57
        Local AS is 65001, local router ID 192.0.2.1
          Local TCP address is 10.0.0.1, local port is 179
          Remote TCP address is 10.0.0.2, remote port is 50001
    """,
    "nxos": """
        BGP neighbor is 10.0.0.2, remote AS 65002, ebgp link, Peer index 3
          BGP version 4, remote router ID 192.0.2.2
          Neighbor previous state = OpenConfirm
          BGP state = Established, up for 00:06:49
          Neighbor vrf: RED
          Local host: 10.0.0.1, Local port: 179
          Foreign host: 10.0.0.2, Foreign port: 50001
    """,
    "frr": """
        BGP neighbor is 10.0.0.2, remote AS 65002, local AS 65001, external link
          BGP version 4, remote router ID 192.0.2.2, local router ID 192.0.2.1, vrf RED
          BGP state = Established, up for 00:01:22
        Local host: 10.0.0.1, Local port: 179
        Foreign host: 10.0.0.2, Foreign port: 50001
    """,
    "junos": """
        Peer: 10.0.0.2+50001 AS 65002  Local: 10.0.0.1+179 AS 65001
          Group: EBGP                  Routing-Instance: RED
          Type: External    State: Established    Flags: <Sync>
          Peer ID: 192.0.2.2       Local ID: 192.0.2.1       Active Holdtime: 90
    """,
}


@pytest.mark.parametrize("platform", BGP)
def test_bgp_neighbours_in_every_vendors_text(platform):
    (state,) = bgp_states(text(BGP[platform]))
    assert (state.peer, state.vrf, state.state, state.remote_as) == ("10.0.0.2", "RED", "Established", 65002)
    assert (state.remote_id, state.local_address, state.tcp) == ("192.0.2.2", "10.0.0.1", (179, 50001))


def test_bgp_of_sros():
    (state,) = bgp_states(
        text("""
        ===============================================================================
        BGP Neighbor
        ===============================================================================
        -------------------------------------------------------------------------------
        Peer                 : 10.0.0.2
        Description          : (Not Specified)
        Group                : ebgp
        -------------------------------------------------------------------------------
        Peer AS              : 65002            Peer Port            : 50001
        Peer Address         : 10.0.0.2
        Local AS             : 65001            Local Port           : 179
        Local Address        : 10.0.0.1
        Peer Type            : External         Dynamic Peer         : No
        State                : Established      Last State           : Established
        Peer Identifier      : 192.0.2.2
    """)
    )
    assert (state.peer, state.state, state.remote_as, state.local_as) == ("10.0.0.2", "Established", 65002, 65001)
    assert (state.local_address, state.remote_id, state.tcp) == ("10.0.0.1", "192.0.2.2", (179, 50001))


def test_unnumbered_neighbours_of_frr_are_named_by_their_interface():
    (state,) = bgp_states(
        text("""
        BGP neighbor on swp1: fe80::4638:39ff:fe00:5c, remote AS 65002, local AS 65001, external link
        Hostname: spine1
          BGP version 4, remote router ID 192.0.2.2, local router ID 192.0.2.1, vrf default
          BGP state = Established, up for 00:01:22
    """)
    )
    assert (state.peer, state.interface, state.remote_id) == ("swp1", "swp1", "192.0.2.2")


def test_bgp_summary_counts_prefixes_where_a_session_is_up():
    states = bgp_states(
        text("""
        Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
        10.0.0.2        4        65002     100     101        4    0    0 01:00:00        7
        10.0.0.6        4        65003       0       0        1    0    0 never    Idle
    """)
    )
    assert [(s.peer, s.state) for s in states] == [("10.0.0.2", "Established"), ("10.0.0.6", "Idle")]


@pytest.mark.parametrize("behind", ["", "  5 N/A", "  spine1", "  5 to the spine"])
def test_bgp_summary_may_tell_more_behind_the_state(behind):
    states = bgp_states(
        text(f"""
        Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc
        10.0.0.2        4      65002       100       101        0    0    0 02:33:43            3{behind}
        10.0.0.6        4      65003         0         0        0    0    0    never       Active{behind}
        10.0.0.10       4      65004         0         0        0    0    0    never Idle (Admin){behind}
    """)
    )
    assert [(s.peer, s.state) for s in states] == [
        ("10.0.0.2", "Established"),
        ("10.0.0.6", "Active"),
        ("10.0.0.10", "Idle"),
    ]


def test_bgp_of_frr_in_json():
    document = load('{"swp1": {"remoteAs": 65002, "localAs": 65001, "bgpState": "Established", '
                    '"remoteRouterId": "192.0.2.2",'
                    '"localRouterId": "192.0.2.1", "portLocal": 179, "portForeign": 50001}}', "json")  # fmt: skip
    (state,) = bgp_states(document)
    assert (state.interface, state.remote_id, state.tcp) == ("swp1", "192.0.2.2", (179, 50001))


@pytest.mark.parametrize(
    "body",
    [
        """
        Neighbor ID     Pri   State           Dead Time   Address         Interface
        192.0.2.2         1   FULL/DR         00:00:36    10.0.0.2        GigabitEthernet0/1
        """,
        """
        Neighbor ID     Instance VRF      Pri State                  Dead Time   Address         Interface
        192.0.2.2       10       default  1   FULL                   00:00:37    10.0.0.2        GigabitEthernet0/1
        """,
        """
         OSPF Process ID 1 VRF default
         Total number of neighbors: 1
         Neighbor ID     Pri State            Up Time  Address         Interface
         192.0.2.2         1 FULL/ -          00:05:34 10.0.0.2        GigabitEthernet0/1
        """,
        """
        Neighbor ID     Pri State           Dead Time Address         Interface                        RXmtL RqstL DBsmL
        192.0.2.2         1 Full/DR           38.456s 10.0.0.2        GigabitEthernet0/1:10.0.0.1          0     0     0
        """,
        """
        Neighbor ID     Pri State           Up Time         Dead Time Address         Interface                    RXmtL
        192.0.2.2         1 Full/-          1m02s             38.456s 10.0.0.2        GigabitEthernet0/1:10.0.0.1      0
        """,
        """
        Address          Interface              State           ID               Pri  Dead
        10.0.0.2         ge-0/0/1.0             Full            192.0.2.2        128    36
        """,
    ],
    ids=["ios", "eos", "nxos", "frr", "frr8", "junos"],
)
def test_ospf_neighbours_in_every_vendors_text(body):
    (found,) = ospf_adjacencies(text(body))
    assert (found.neighbour, found.address, found.up) == ("192.0.2.2", "10.0.0.2", True)
    assert found.port in {"GigabitEthernet0/1", "ge-0/0/1.0"}


def test_ospf_of_sros_names_the_router_interface():
    (found,) = ospf_adjacencies(
        text("""
        ===============================================================================
        Rtr Base OSPFv2 Instance 0 Neighbors
        ===============================================================================
        Interface-Name                   Rtr Id          State      Pri  RetxQ   TTL
           Area-Id
        -------------------------------------------------------------------------------
        to-sr2                           192.0.2.2       Full       1    0       36
           0.0.0.0
    """)
    )
    assert (found.neighbour, found.port, found.up) == ("192.0.2.2", "to-sr2", True)


@pytest.mark.parametrize(
    ("body", "port", "level"),
    [
        ("""
        System Id      Interface   SNPA                State  Holdtime  Type Protocol
        r2             Gi0/1       0050.7966.6800      Up     27        L2   IS-IS
        """, "Gi0/1", "2"),
        ("""
        System Id      Type Interface   IP Address      State Holdtime Circuit Id
        r2             L2   Gi0/1       10.0.0.2        UP    24       00
        """, "Gi0/1", "2"),
        ("""
        IS-IS process: UNDERLAY VRF: default
        IS-IS adjacency database:
        System ID       SNPA            Level  State  Hold Time  Interface
        r2              N/A             2      UP     00:00:22   Ethernet1/1
        """, "Ethernet1/1", "2"),
        ("""
        IS-IS CORE Level-2 adjacencies:
        System Id      Interface                SNPA           State Hold Changed  NSF IPv4 IPv6
        r2             Gi0/0/0/0                *PtoP*         Up    27   00:10:00 Yes None None
        """, "Gi0/0/0/0", ""),
        ("""
        Instance  VRF      System Id        Type Interface          SNPA              State Hold time   Circuit Id
        1         default  r2               L2   Ethernet1          P2P               UP    27          0D
        """, "Ethernet1", "2"),
        ("""
        Area CORE:
          System Id           Interface   L  State        Holdtime SNPA
          r2                  eth1        2  Up            28       2020.2020.2020
        """, "eth1", "2"),
        ("""
        Interface             System         L State        Hold (secs) SNPA
        ge-0/0/1.0            r2             2  Up                   22
        """, "ge-0/0/1.0", "2"),
        ("""
        ===============================================================================
        Rtr Base ISIS Instance 0 Adjacency
        ===============================================================================
        System ID                Usage State Hold Interface                     MT-ID
        -------------------------------------------------------------------------------
        r2                       L2    Up    22   to-r2                         0
        """, "to-r2", "2"),
    ],
    ids=["clns", "ios", "nxos", "iosxr", "eos", "frr", "junos", "sros"],
)  # fmt: skip
def test_isis_adjacencies_in_every_vendors_text(body, port, level):
    (found,) = isis_adjacencies(text(body))
    assert (found.neighbour, found.port, found.level, found.up) == ("r2", port, level, True)


def test_junos_xml_and_json_are_the_same():
    xml = """<rpc-reply xmlns="x"><ospf-neighbor-information><ospf-neighbor>
        <neighbor-address>10.0.0.2</neighbor-address><interface-name>ge-0/0/1.0</interface-name>
        <ospf-neighbor-state>Full</ospf-neighbor-state><neighbor-id>192.0.2.2</neighbor-id>
        </ospf-neighbor></ospf-neighbor-information></rpc-reply>"""
    wrapped = '{"ospf-neighbor-information":[{"ospf-neighbor":[{"neighbor-address":[{"data":"10.0.0.2"}],'
    wrapped += '"interface-name":[{"data":"ge-0/0/1.0"}],"ospf-neighbor-state":[{"data":"Full"}],'
    wrapped += '"neighbor-id":[{"data":"192.0.2.2"}]}]}]}\n{master:0}'
    assert ospf_adjacencies(load(xml, "xml")) == ospf_adjacencies(load(wrapped, "json"))
    assert ospf_adjacencies(load(xml, "xml"))[0].port == "ge-0/0/1.0"


def test_xml_that_declares_entities_is_refused():
    with pytest.raises(ValueError, match="entities"):
        load('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml")


def test_lldp_through_templates():
    found = claims(
        text("""
        Capability codes:
            (R) Router, (B) Bridge, (T) Telephone, (C) DOCSIS Cable Device
            (W) WLAN Access Point, (P) Repeater, (S) Station, (O) Other

        Device ID           Local Intf     Hold-time  Capability      Port ID
        r2                  Gi0/1          120        R               Gi0/2

        Total entries displayed: 1
        """),
        "lldp", "ios", "show lldp neighbors",
    )  # fmt: skip
    assert [(c.port, c.remote_name, c.remote_port) for c in found] == [("Gi0/1", "r2", "Gi0/2")]


def test_lldp_of_lldpd_in_json():
    document = load(
        '{"lldp": {"interface": [{"swp1": {"chassis": {"r2": {"id": {"type": "mac", "value": "00:11:22:33:44:55"}}},'
        '"port": {"id": {"type": "ifname", "value": "swp7"}, "descr": "to r1"}}}]}}', "json",
    )  # fmt: skip
    (claim,) = claims(document, "lldp", "cumulus", "show lldp")
    assert (claim.port, claim.remote_name, claim.remote_port, claim.remote_chassis) == (
        "swp1",
        "r2",
        "swp7",
        "00:11:22:33:44:55",
    )


def test_interfaces_that_are_down_say_so():
    found = statuses(
        text("""
        Ethernet0/0 is administratively down, line protocol is down
          Hardware is AmdP2, address is aabb.cc00.0100 (bia aabb.cc00.0100)
        GigabitEthernet0/1 is up, line protocol is up (connected)
          Hardware is iGbE, address is 5254.0012.3456 (bia 5254.0012.3456)
    """)
    )
    assert [(s.name, s.up, s.mac) for s in found] == [
        ("Ethernet0/0", False, "aa:bb:cc:00:01:00"), ("GigabitEthernet0/1", True, "52:54:00:12:34:56"),
    ]  # fmt: skip


def test_one_damaged_file_loses_nothing_else():
    view = DeviceView("r1", platform="junos", ports=(Port("ge-0/0/1.0"),))
    good = Saved("show_isis_adjacency", "txt", "Interface System L State Hold (secs) SNPA\nge-0/0/1.0  r2  2  Up  22\n")
    found = with_output(
        view, [Saved("show_ospf_neighbor", "json", "{broken"), good, Saved("show_bgp_neighbor", "json", "")]
    )
    assert len(found.adjacencies) == 1
    assert found.problems[0].startswith("show_ospf_neighbor.json: ")


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("show_ip_bgp_all_neighbor", "bgp"), ("show_bgp_vrf_all_neighbors", "bgp"), ("show_router_bgp_neighbor", "bgp"),
        ("show_ip_bgp_neighbors_10.0.0.1_routes", ""),
        ("show_ip_ospf_neighbor_vrf_all", "ospf"), ("show_isis_adjacency", "isis"),
        ("show_clns_neighbors", "isis"), ("show_router_isis_adjacency", "isis"), ("show_lldp_neighbors_detail", "lldp"),
        ("show_version", "version"), ("show_ip_route", ""),
        ("net_show_bgp_neighbor", "bgp"), ("show_interfaces", "interfaces"),
        ("show_route_protocol_bgp_detail", ""), ("show_ip_bgp_vrf_all_neighbors_json", "bgp"),
    ],
)  # fmt: skip
def test_commands_are_known_by_their_words(command, kind):
    assert kind_of_command(command) == kind
