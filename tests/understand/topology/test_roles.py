"""Where a device stands, when its configuration does not say what it is for."""

from ipaddress import ip_interface

from watchkeeper.kit.configs.model import Address, Circuit
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.view import Claim, DeviceView, Port


def router(name, *addresses, **more):
    """A router with a port for each address, all in OSPF."""
    ports = tuple(
        Port(f"e{number}", addresses=(Address(ip_interface(text)),), circuits=(Circuit("ospf", 10),))
        for number, text in enumerate(addresses)
    )
    return DeviceView(name, ports=ports, **{"configured": False, **more})


def roles(*views):
    return {node.name: node.roles for node in fuse(views).nodes}


def test_routers_among_routers_are_the_core_and_those_with_others_beside_them_the_edge():
    heard = (Claim("lldp", "e1", remote_name="customer", remote_port="wan"),)
    found = roles(
        router("a", "10.0.0.0/31", "10.0.1.0/31"),
        router("b", "10.0.0.1/31", "10.0.2.0/31"),
        router("c", "10.0.1.1/31", "10.0.2.1/31", claims=heard, router_ids=("192.0.2.3",)),
        router("stub", "10.0.3.1/31"),
        router("d", "10.0.3.0/31", "10.0.4.0/31"),
        router("e", "10.0.4.1/31"),
    )
    assert found["a"] == found["b"] == found["d"] == ("core",)
    assert found["stub"] == found["e"] == ("edge",)
    assert found["customer"] == ()


def test_a_router_whose_neighbour_routes_with_nobody_is_an_edge():
    customer = DeviceView(
        "x", ports=(Port("wan", addresses=(Address(ip_interface("10.0.9.1/31")),)),), configured=False
    )
    found = roles(
        router("a", "10.0.0.0/31", "10.0.1.0/31", "10.0.9.0/31"),
        router("b", "10.0.0.1/31"),
        router("c", "10.0.1.1/31"),
        customer,
    )
    assert (found["a"], found["x"]) == (("edge",), ())


def test_a_lan_of_routers_makes_all_of_them_neighbours():
    found = roles(*(router(f"r{n}", f"10.0.0.{n}/24") for n in (1, 2, 3)))
    assert set(found.values()) == {("core",)}


def test_what_is_configured_goes_first():
    assert roles(router("a", "10.0.0.0/31", reflects=True), router("b", "10.0.0.1/31"))["a"] == ("rr",)
