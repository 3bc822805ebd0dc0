"""What FRR 8.4 and lldpd 1.0 print, cut to what is read."""

import pytest

from watchkeeper.lab.frr.status import (
    RouterStatus,
    count_bfd,
    count_bgp,
    count_isis,
    count_lldp,
    count_ospf,
)

OSPF = {
    "neighbors": {
        "10.255.0.4": [{"nbrState": "Full/-", "ifaceName": "eth1:10.254.0.4"}],
        "10.255.0.2": [{"nbrState": "Init/-"}, {"nbrState": "Full/DR"}],
    }
}
ISIS = {
    "areas": [
        {
            "area": "RING",
            "circuits": [
                {"circuit": 0, "adj": "ring-r4", "interface": "eth1", "level": 2, "state": "Up"},
                {"circuit": 0, "adj": "ring-r2", "interface": "eth2", "level": 2, "state": "Initializing"},
                {"circuit": 0},
            ],
        }
    ]
}
BGP = {"peers": {"10.255.0.1": {"state": "Established"}, "10.255.0.2": {"state": "Active"}}}
BFD = [{"peer": "10.254.0.2", "status": "up"}, {"peer": "10.254.0.5", "status": "down"}]
LLDP = {"lldp": [{"interface": [{"name": "eth1"}, {"name": "eth2"}]}]}


@pytest.mark.parametrize(
    ("count", "document", "up"),
    [(count_ospf, OSPF, 2), (count_isis, ISIS, 1), (count_bgp, BGP, 1), (count_bfd, BFD, 1), (count_lldp, LLDP, 2)],
)
def test_only_neighbours_that_are_up_count(count, document, up) -> None:
    assert count(document) == up


@pytest.mark.parametrize("count", [count_ospf, count_isis, count_bgp, count_bfd, count_lldp])
@pytest.mark.parametrize("document", [{}, [], None, {"lldp": [{}]}, {"peers": []}, {"areas": [{"circuits": None}]}])
def test_a_daemon_without_neighbours_counts_none(count, document) -> None:
    assert count(document) == 0


def test_a_router_has_converged_when_nothing_is_missing() -> None:
    wanted = {"ospf": 2, "isis": 2, "bgp": 3, "bfd": 3, "lldp": 3}
    assert RouterStatus("r", "198.18.0.1", wanted, wanted).converged
    assert not RouterStatus("r", "198.18.0.1", wanted | {"bgp": 2}, wanted).converged
