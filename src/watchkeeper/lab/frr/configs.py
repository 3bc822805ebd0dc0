"""The configuration of every daemon of a ring's router, as text."""

from pathlib import Path
from typing import Final

from watchkeeper.lab.frr.plan import MANAGEMENT, RING_AS, STUB_AS, STUB_PREFIX, TO_STUB, Ring, Router

AGENTX: Final = "tcp:127.0.0.1:705"
"""AgentX over TCP: private to the namespace, and free of the file permissions of a Unix socket."""
_IF_ENTRY: Final = ".1.3.6.1.2.1.2.2.1"
_LINK_DOWN, _LINK_UP = ".1.3.6.1.6.3.1.1.5.3", ".1.3.6.1.6.3.1.1.5.4"
_AREA: Final = "0.0.0.0"  # noqa: S104  # nosec B104  # OSPF's backbone
_PROTOCOLS: Final = """\
 ip ospf area {area}
 ip ospf network point-to-point
 ip ospf hello-interval 1
 ip ospf dead-interval 4
 ip ospf bfd
 ip ospf bfd profile ring
 ip router isis RING
 isis circuit-type level-2-only
 isis network point-to-point
 isis hello-interval 1
 isis hello-multiplier 4
 isis bfd
 isis bfd profile ring
"""


def frr_config(ring: Ring, router: Router) -> str:
    """Return the integrated configuration of FRR, for ``vtysh -f``."""
    parts = [
        "frr defaults traditional",
        f"hostname {router.name}",
        "agentx",
        "!",
        "bfd",
        " profile ring",
        "  transmit-interval 400",
        "  receive-interval 400",
        "  detect-multiplier 4",
        " exit",
        "exit",
        "!",
        _interfaces(ring, router),
        _stub_bgp(ring, router) if router.is_stub else _ring_protocols(ring, router),
    ]
    return "\n".join(parts) + "\n"


def _interfaces(ring: Ring, router: Router) -> str:
    lines = ["interface lo", f" ip address {router.loopback}/32"]
    if router.is_stub:
        lines.append(f" ip address {STUB_PREFIX.replace('.0/', '.1/')}")
    else:
        lines += [f" ip ospf area {_AREA}", " ip router isis RING", " isis passive"]
    lines += ["exit", "!"]
    for name, wire in ring.interfaces(router.name).items():
        near_is_a = wire.a == router.name
        far, far_interface = (wire.b, wire.b_interface) if near_is_a else (wire.a, wire.a_interface)
        lines += [
            f"interface {name}",
            f" description to {far} {far_interface}",
            f" ip address {wire.a_address if near_is_a else wire.b_address}/31",
        ]
        if not router.is_stub and name != TO_STUB:
            lines.append(_PROTOCOLS.format(area=_AREA).rstrip())
        lines += ["exit", "!"]
    return "\n".join(lines)


def _ring_protocols(ring: Ring, router: Router) -> str:
    lines = [
        "router ospf",
        f" ospf router-id {router.loopback}",
        " passive-interface lo",
        "exit",
        "!",
        "router isis RING",
        f" net 49.0001.{_system_id(router.loopback)}.00",
        " is-type level-2-only",
        " metric-style wide",
        "exit",
        "!",
        f"router bgp {RING_AS}",
        f" bgp router-id {router.loopback}",
        " no bgp ebgp-requires-policy",
        " no bgp default ipv4-unicast",
        " timers bgp 3 9",
        " neighbor RING peer-group",
        f" neighbor RING remote-as {RING_AS}",
        " neighbor RING update-source lo",
        " neighbor RING timers connect 5",
    ]
    for peer in ring.peers(router):
        lines += [f" neighbor {peer.loopback} peer-group RING", f" neighbor {peer.loopback} description {peer.name}"]
    stub = _stub_address(ring, router)
    if stub:
        lines += [f" neighbor {stub} remote-as {STUB_AS}", f" neighbor {stub} description {ring.routers[-1].name}"]
        lines += [f" neighbor {stub} timers connect 5", f" neighbor {stub} bfd profile ring"]
    lines += [" address-family ipv4 unicast", f"  network {router.loopback}/32", "  neighbor RING activate"]
    lines.append("  neighbor RING next-hop-self")
    if router.name in ring.reflectors:
        lines.append("  neighbor RING route-reflector-client")
    if stub:
        lines.append(f"  neighbor {stub} activate")
    return "\n".join([*lines, " exit-address-family", "exit", "!"])


def _stub_address(ring: Ring, router: Router) -> str | None:
    wire = ring.interfaces(router.name).get(TO_STUB)
    return wire.b_address if wire else None


def _stub_bgp(ring: Ring, router: Router) -> str:
    wire = next(iter(ring.interfaces(router.name).values()))
    lines = (
        f"router bgp {STUB_AS}",
        f" bgp router-id {router.loopback}",
        " no bgp ebgp-requires-policy",
        " timers bgp 3 9",
        f" neighbor {wire.a_address} remote-as {RING_AS}",
        f" neighbor {wire.a_address} description {wire.a}",
        f" neighbor {wire.a_address} timers connect 5",
        f" neighbor {wire.a_address} bfd profile ring",
        " address-family ipv4 unicast",
        f"  network {STUB_PREFIX}",
        " exit-address-family",
        "exit",
        "!",
    )
    return "\n".join(lines)


def _system_id(address: str) -> str:
    """Return an IS-IS system id made of an IPv4 address in decimal: 10.255.0.1 → 0102.5500.0001."""
    digits = "".join(f"{int(octet):03d}" for octet in address.split("."))
    return f"{digits[:4]}.{digits[4:8]}.{digits[8:]}"


def snmpd_config(router: Router, community: str, traps_to: str = "") -> str:
    """Return net-snmp's configuration: an AgentX master that the routing daemons and lldpd join.

    With ``traps_to`` ("address:port") it looks at its links each second and sends linkDown and linkUp there.
    """
    return "\n".join(
        (
            *(_traps(traps_to, community) if traps_to else ()),
            f"agentAddress udp:{router.management}:161",
            f"rocommunity {community} default",
            f"sysName {router.name}",
            "sysLocation Watchkeeper lab, FRR ring",
            "sysContact Network Operations <noc@example.net>",
            "sysServices 78",
            "master agentx",
            f"agentXSocket {AGENTX}",
            "agentXTimeout 5",
            "dontLogTCPWrappersConnects yes",
            "",
        )
    )


def _traps(receiver: str, community: str) -> tuple[str, ...]:
    """Return what makes snmpd tell of its links (event MIB, RFC 2981). Objects are numbers: no MIB is read there."""
    status = f"{_IF_ENTRY}.8"  # ifOperStatus, whose 2 is down
    link = f"{_IF_ENTRY}.1 {_IF_ENTRY}.7 {status}"
    return (
        f"trap2sink {receiver} {community}",
        "createUser watcher SHA-256 watches-its-own-links",
        "rouser watcher authNoPriv",
        "agentSecName watcher",
        f"notificationEvent linkUpTrap {_LINK_UP} {link}",
        f"notificationEvent linkDownTrap {_LINK_DOWN} {link}",
        f'monitor -r 1 -e linkUpTrap "Generate linkUp" {status} != 2',
        f'monitor -r 1 -e linkDownTrap "Generate linkDown" {status} == 2',
    )


def agentx_config() -> str:
    """Return what tells FRR's daemons (``frr.conf`` of net-snmp's library) where the master is."""
    return f"agentXSocket {AGENTX}\n"


def lldpd_config(ring: Ring, router: Router) -> str:
    """Return lldpd's commands: ports are named by interface, frames go out every two seconds.

    It leaves tunnels alone unless they are named.
    """
    tunnels = [name for name, wire in ring.interfaces(router.name).items() if wire.tunnel]
    return "\n".join(
        (
            f"configure system hostname {router.name}",
            "configure lldp tx-interval 2",
            "configure lldp tx-hold 3",
            "configure lldp portidsubtype ifname",
            f"configure system interface pattern {','.join(['*', f'!{MANAGEMENT}', '!lo', *tunnels])}",
            f"configure system ip management pattern {router.management}",
            "",
        )
    )


def sshd_config(router: Router, home: Path, shell: Path) -> str:
    """Return sshd's configuration: the lab's key opens a session of FRR's command line, nothing else."""
    return "\n".join(
        (
            f"ListenAddress {router.management}:22",
            f"HostKey {home / 'host_key'}",
            f"PidFile {home / 'sshd.pid'}",
            f"AuthorizedKeysFile {home / 'authorized_keys'}",
            "PermitRootLogin prohibit-password",
            "AllowUsers root",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "UsePAM no",
            "StrictModes no",
            "AllowTcpForwarding no",
            "X11Forwarding no",
            "PrintMotd no",
            f"ForceCommand {shell}",
            "",
        )
    )


def router_shell(home: Path) -> str:
    """Return the script that an SSH session runs: FRR's command line, or one command of it."""
    vtysh = f"exec vtysh --vty_socket {home} --config_dir {home}"
    return f'#!/bin/sh\nif [ -n "$SSH_ORIGINAL_COMMAND" ]; then\n  {vtysh} -c "$SSH_ORIGINAL_COMMAND"\nfi\n{vtysh}\n'
