"""Saved output in the dialects of SONiC, Cumulus, SR OS and IOS XR, each as its manual or its own tests print it."""

import json
from textwrap import dedent

import pytest

from watchkeeper.understand.topology.folder import read_folder
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.shows.bgp import bgp_states
from watchkeeper.understand.topology.shows.collect import kind_of_command
from watchkeeper.understand.topology.shows.documents import load
from watchkeeper.understand.topology.shows.igp import ospf_adjacencies
from watchkeeper.understand.topology.shows.neighbours import claims
from watchkeeper.understand.topology.view import Claim


def text(body):
    return dedent(body).lstrip("\n")


def heard(body, platform, command="show lldp neighbors"):
    return [
        (claim.port, claim.remote_name, claim.remote_port, claim.remote_port_description, claim.remote_chassis)
        for claim in claims(text(body), "lldp", platform, command)
    ]


def test_lldp_table_of_sonic():
    assert heard(
        """
        Capability codes: (R) Router, (B) Bridge, (O) Other
        LocalPort    RemoteDevice    RemotePortID       Capability    RemotePortDescr
        -----------  --------------  -----------------  ------------  -----------------
        Ethernet0    leaf2           fortyGigE0/4       BR            Ethernet4
        Ethernet8    leaf3           40:14:82:8a:16:00  BR            to spine 1
        --------------------------------------------------
        Total entries displayed:  2
        """,
        "sonic",
    ) == [
        ("Ethernet0", "leaf2", "fortyGigE0/4", "Ethernet4", ""),
        ("Ethernet8", "leaf3", "40:14:82:8a:16:00", "to spine 1", ""),
    ]


def test_lldp_table_of_cumulus():
    assert heard(
        """

        LocalPort  Speed  Mode          RemoteHost       RemotePort
        ---------  -----  ------------  ---------------  ----------
        eth0       1G     Mgmt          oob-switch       swp12
        swp51      100G   BondMember    spine01          swp1
        """,
        "cumulus",
    ) == [("eth0", "oob-switch", "swp12", "", ""), ("swp51", "spine01", "swp1", "", "")]


def test_lldp_table_of_sros_keeps_what_was_not_cut_off():
    assert heard(
        """
        Link Layer Discovery Protocol (LLDP) System Information

        ===============================================================================
        NB = nearest-bridge   NTPMR = nearest-non-tpmr   NC = nearest-customer
        ===============================================================================
        Lcl Port      Scope Remote Chassis ID  Index  Remote Port     Remote Sys Name
        -------------------------------------------------------------------------------
        1/1/c1/1      NB    0C:00:2B:0F:FB:00  1      1/1/c1/1, 100*  p2
        1/1/1         NB    00:11:3F:A4:07:DD  2      Ethernet Slot#* MSS SiteA
        1/1/2         NB    52:54:00:7C:D3:00  3      1/1/c1/1        backbone-stutt*
        ===============================================================================
        * indicates that the corresponding row element may have been truncated.
        Number of neighbors : 3
        """,
        "sros",
    ) == [
        ("1/1/c1/1", "p2", "1/1/c1/1", "100", "0C:00:2B:0F:FB:00"),
        ("1/1/1", "MSS SiteA", "", "", "00:11:3F:A4:07:DD"),
        ("1/1/2", "backbone-stutt*", "1/1/c1/1", "", "52:54:00:7C:D3:00"),
    ]


def test_lldp_as_lldpd_prints_it():
    assert heard(
        """
        -------------------------------------------------------------------------------
        LLDP neighbors:
        -------------------------------------------------------------------------------
        Interface:    swp1, via: LLDP, RID: 1, Time: 0 day, 00:01:10
          Chassis:
            ChassisID:    mac 44:38:39:00:00:0b
            SysName:      leaf02
            MgmtIP:       192.0.2.12
            Capability:   Bridge, on
          Port:
            PortID:       ifname swp7
            PortDescr:    to leaf01
        -------------------------------------------------------------------------------
        Interface:    swp2, via: LLDP, RID: 2, Time: 0 day, 00:01:10
          Chassis:
            ChassisID:    mac 44:38:39:00:00:0c
          Port:
            PortID:       mac 44:38:39:00:00:0d
        """,
        "linux",
    ) == [
        ("swp1", "leaf02", "swp7", "to leaf01", "44:38:39:00:00:0b"),
        ("swp2", "", "44:38:39:00:00:0d", "", "44:38:39:00:00:0c"),
    ]


def test_lldp_of_lldpd_in_its_uniform_json():
    document = {
        "lldp": [
            {
                "interface": [
                    {
                        "name": "swp1", "via": "LLDP",
                        "chassis": [{"id": [{"type": "mac", "value": "44:38:39:00:00:0b"}], "name": [{"value": "r2"}]}],
                        "port": [{"id": [{"type": "ifname", "value": "swp7"}], "descr": [{"value": "to r1"}]}],
                    }
                ]
            }
        ]
    }  # fmt: skip
    (claim,) = claims(load(json.dumps(document), "json"), "lldp", "cumulus", "net show lldp json")
    assert claim == Claim("lldp", "swp1", "r2", "swp7", "to r1", "44:38:39:00:00:0b")


def test_a_name_that_was_cut_off_means_the_only_device_that_begins_like_it(tmp_path):
    for name, port in (("edge", "1/1/1"), ("backbone-stuttgart", "1/1/2"), ("backbone-berlin", "1/1/3")):
        (tmp_path / f"{name}.cfg").write_text(f"# TiMOS-B\nconfigure\nport {port}\nexit\nsystem\n name {name}\nexit\n")
    show = tmp_path / "show" / "edge"
    show.mkdir(parents=True)
    (show / "show_system_lldp_neighbor.txt").write_text(
        "Lcl Port      Scope Remote Chassis ID  Index  Remote Port     Remote Sys Name\n"
        "1/1/1         NB    52:54:00:7C:D3:00  1      1/1/2           backbone-stutt*\n"
    )
    (link,) = fuse(read_folder(tmp_path)).links
    assert (link.a, link.b) == (("backbone-stuttgart", "1/1/2"), ("edge", "1/1/1"))


SROS_SUMMARY = """
 BGP Router ID:192.0.2.1        AS:64500       Local AS:64500
===============================================================================
BGP Summary
===============================================================================
Neighbor
Description
                   AS PktRcvd InQ  Up/Down   State|Rcv/Act/Sent (Addr Family)
                      PktSent OutQ
-------------------------------------------------------------------------------
10.0.0.1
to r2
                65001      14    0 00h05m41s 1/1/1 (IPv4)
                           15    0
10.0.0.3
                65003       0    0 00h05m41s Connect
                            0    0
-------------------------------------------------------------------------------
"""
JUNOS_SUMMARY = """
Groups: 1 Peers: 3 Down peers: 1
Peer                     AS      InPkt     OutPkt    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...
10.0.0.1              65001         12         13       0       0        4:32 Establ
  inet.0: 1/1/1/0
10.0.0.3              65003          0          0       0       0        4:32 Active
10.0.0.5              65005         12         13       0       0 1w2d 3:04:05 1/1/1/0              0/0/0/0
"""
XR_SUMMARY = """
VRF: RED
BGP router identifier 192.0.2.1, local AS number 64500
Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd
10.1.0.1          0 65001      14      13        4    0    0 00:08:00          1
2001:db8:1:2:3:4:5:6
                  0 65002      14      13        4    0    0 00:08:00 Idle
VRF: BLUE
Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd
10.1.0.1          0 65009      14      13        4    0    0 00:08:00          7
"""
EOS_SUMMARY = """
BGP summary information for VRF default
Router identifier 192.0.2.1, local AS number 64500
Neighbor Status Codes: m - Under maintenance
  Neighbor V AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc
  10.0.0.1 4 65001             12        13    0    0 00:05:01 Estab   1      1
  10.0.0.3 4 65003              0         0    0    0 00:05:01 Active
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SROS_SUMMARY, [("10.0.0.1", "default", "Established", 65001), ("10.0.0.3", "default", "Connect", 65003)]),
        (
            JUNOS_SUMMARY,
            [
                ("10.0.0.1", "default", "Established", 65001), ("10.0.0.3", "default", "Active", 65003),
                ("10.0.0.5", "default", "Established", 65005),
            ],
        ),
        (
            XR_SUMMARY,
            [
                ("10.1.0.1", "RED", "Established", 65001), ("2001:db8:1:2:3:4:5:6", "RED", "Idle", 65002),
                ("10.1.0.1", "BLUE", "Established", 65009),
            ],
        ),
        (EOS_SUMMARY, [("10.0.0.1", "default", "Established", 65001), ("10.0.0.3", "default", "Active", 65003)]),
    ],
    ids=["SR OS", "Junos", "IOS XR", "EOS"],
)  # fmt: skip
def test_bgp_summaries_name_instance_and_state(body, expected):
    assert [(s.peer, s.vrf, s.state, s.remote_as) for s in bgp_states(body)] == expected


def test_bgp_in_the_model_of_sros():
    up = {
        "session-state": "Established", "peer-as": 65001, "peer-port": 179, "local-port": 61289,
        "operational-local-address": "10.0.0.0", "peer-identifier": "192.0.2.2",
    }  # fmt: skip
    document = {
        "nokia-state:router": [
            {"router-name": "Base", "bgp": {"neighbor": [{"ip-address": "10.0.0.1", "statistics": up}]}}
        ],
        "nokia-state:service": {
            "vprn": [
                {
                    "service-name": "red",
                    "bgp": {"neighbor": [{"ip-address": "10.1.0.1", "statistics": {"session-state": "Active"}}]},
                }
            ]
        },
    }
    base, red = bgp_states(load(json.dumps(document), "json"))
    assert (base.peer, base.vrf, base.state, base.remote_as, base.tcp, base.local_address, base.remote_id) == (
        "10.0.0.1", "default", "Established", 65001, (61289, 179), "10.0.0.0", "192.0.2.2",
    )  # fmt: skip
    assert (red.peer, red.vrf, red.state, red.tcp) == ("10.1.0.1", "red", "Active", None)


def test_ospf_of_iosxr_names_its_instance_above():
    (found,) = ospf_adjacencies(
        text("""
        Neighbors for OSPF 1, VRF RED

        Neighbor ID     Pri   State           Dead Time   Address         Interface
        192.0.2.2       1     FULL/  -        00:00:35    10.0.0.1        GigabitEthernet0/0/0/0
            Neighbor is up for 01:02:03
        """)
    )
    assert (found.neighbour, found.vrf, found.port, found.up) == ("192.0.2.2", "RED", "GigabitEthernet0/0/0/0", True)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("info_json_state_router", "bgp"), ("vtysh_-c_'show_ip_bgp_neighbors_json'", "bgp"), ("net_show_lldp", "lldp"),
        ("sudo_vtysh_-c_show_ip_ospf_neighbor_json", "ospf"), ("show_system_lldp_neighbor", "lldp"),
        ("show_running-config", "configuration"), ("admin_display-config", "configuration"),
        ("show_configuration_display_set", "configuration"), ("show_configuration_history", ""),
    ],
)  # fmt: skip
def test_commands_of_these_dialects_are_known(command, kind):
    assert kind_of_command(command) == kind


def test_routing_that_sonic_only_displays_stands_beside_its_tables(tmp_path):
    configs, show = tmp_path / "configs", tmp_path / "show" / "leaf1"
    configs.mkdir()
    show.mkdir(parents=True)
    tables = {
        "DEVICE_METADATA": {"localhost": {"hostname": "leaf1", "bgp_asn": "65001"}},
        "PORT": {"Ethernet0": {"alias": "etp1"}}, "INTERFACE": {"Ethernet0|10.0.0.0/31": {}},
    }  # fmt: skip
    (configs / "leaf1.json").write_text(json.dumps(tables))
    (show / "show_running-config.txt").write_text(
        "Building configuration...\n\nCurrent configuration:\n!\nfrr version 8.1\nhostname leaf1\n!\n"
        "router bgp 65001\n bgp router-id 192.0.2.1\n neighbor 10.0.0.1 remote-as 65002\n!\nend\n"
    )
    (view,) = read_folder(tmp_path)
    assert (view.platform, [n.address for n in view.neighbours], view.router_ids) == (
        "sonic", ["10.0.0.1"], ("192.0.2.1",),
    )  # fmt: skip


def test_a_configuration_that_was_only_displayed_is_read_as_one(tmp_path):
    show = tmp_path / "show" / "r1"
    show.mkdir(parents=True)
    (show / "show_running-config.txt").write_text(
        "!! IOS XR Configuration 7.3\nhostname r1\ninterface GigabitEthernet0/0/0/0\n ipv4 address 10.0.0.0/31\nend\n"
    )
    (view,) = read_folder(tmp_path)
    assert (view.platform, view.configured, [p.name for p in view.ports]) == ("iosxr", True, ["GigabitEthernet0/0/0/0"])


@pytest.mark.parametrize(
    ("version", "platform"),
    [("SONiC Software Version: SONiC.202205", "sonic"), ("NOS_RELEASE=Cumulus Linux 4.4", "cumulus"), ("", "frr")],
)
def test_what_a_device_says_of_its_version_decides_between_platforms_that_route_with_frr(tmp_path, version, platform):
    configs, show = tmp_path / "configs", tmp_path / "show" / "r1"
    configs.mkdir()
    show.mkdir(parents=True)
    (configs / "r1.cfg").write_text("frr version 8.1\nhostname r1\nrouter bgp 65001\n")
    (show / "show_version.txt").write_text(version)
    (view,) = read_folder(tmp_path)
    assert view.platform == platform
