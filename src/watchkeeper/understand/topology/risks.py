"""Shared risks: which links run through one duct, one cable, one line system, so that one accident takes them all.

They are told in YAML, a name for each risk and the ports of its links, at either end:

    duct under the river:
      - core-1:et-0/0/1
      - edge-4:Ethernet12
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.topology.links import End, Link, Topology

_MAX_BYTES = 4 * 1024 * 1024
Risks = Mapping[End, frozenset[str]]


def read_risks(path: Path) -> Risks:
    """Return the risks of each port that ``path`` names.

    Raises:
        InvalidInputError: The file cannot be read, or is not a mapping of names to lists of DEVICE:INTERFACE.
    """
    try:
        with path.open("rb") as file:
            document = yaml.safe_load(file.read(_MAX_BYTES))
    except (OSError, yaml.YAMLError) as error:
        raise InvalidInputError(f"Shared risks cannot be read from {path}: {error}") from error
    return risks_of(document or {}, str(path))


def risks_of(document: object, source: str) -> Risks:
    """Return the risks of each port. Raises InvalidInputError as `read_risks` does."""
    hint = "Write a name for each risk, and below it a list of DEVICE:INTERFACE."
    if not isinstance(document, dict):
        raise InvalidInputError(f"{source} holds no shared risks.", hint=hint)
    found: dict[End, frozenset[str]] = {}
    for name, ports in document.items():
        if not isinstance(ports, list) or not all(isinstance(port, str) and ":" in port for port in ports):
            raise InvalidInputError(f"{source}: the shared risk {str(name)!r} names no ports.", hint=hint)
        for port in ports:
            device, _, interface = port.partition(":")
            end = End(device.strip(), interface.strip())
            found[end] = found.get(end, frozenset()) | {str(name)}
    return found


def with_risks(topology: Topology, risks: Risks) -> Topology:
    """Return the topology whose links know their risks; ports that are not there are left out."""
    if not risks:
        return topology
    links = tuple(replace(link, risks=_risks(link, risks)) for link in topology.links)
    return replace(topology, links=links)


def _risks(link: Link, risks: Risks) -> frozenset[str]:
    return risks.get(link.a, frozenset()) | risks.get(link.b, frozenset())
