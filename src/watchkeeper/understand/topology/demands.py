"""The traffic matrix of the network: from a file, else estimated from what ports measure, else one unit a pair."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

import pyarrow as pa

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.kit.configs.names import kind_of, port_of
from watchkeeper.understand.topology.graph import traffic
from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.traffic import Demands, Loads
from watchkeeper.understand.topology.links import End, Topology
from watchkeeper.understand.topology.load import LinkLoad

Basis: TypeAlias = Literal["file", "gravity", "uniform"]
COLUMNS: Final = ("source", "target", "bps")
_MAX_ROWS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What ports carry now, in bit/s: links by (device that sends, link), and what comes from and goes outside."""

    links: Loads
    entering: Mapping[str, float]
    leaving: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A traffic matrix and where it is from.

    Args:
        demands: In bit/s, or for the basis ``uniform`` one unit a pair.
        explained: Share of the variance of measured link loads that it explains (R²); None: nothing to compare with.
        left_out: Rows of the file that name devices which are not in the network.
    """

    basis: Basis
    demands: Demands
    explained: float | None = None
    left_out: int = 0


def matrix_of(
    graph: Graph, distances: Distances, measured: Measured, pairs: Mapping[tuple[str, str], float] | None
) -> Matrix:
    """Return the best matrix there is; one from a file is taken as it is, an estimate is scaled to what links carry."""
    if pairs is not None:
        demands, left_out = traffic.of_pairs(graph, pairs)
        predicted, _ = traffic.loads(graph, demands, distances)
        return Matrix("file", demands, traffic.fitted(demands, predicted, measured.links)[1], left_out)
    demands = traffic.gravity(graph, measured.entering, measured.leaving)
    if not demands.any():
        return Matrix("uniform", traffic.uniform(graph))
    predicted, _ = traffic.loads(graph, demands, distances)
    return Matrix("gravity", *traffic.fitted(demands, predicted, measured.links))


def read_demands(path: Path) -> dict[tuple[str, str], float]:
    """Return the demands in bit/s by (source, target) of a CSV file with the columns ``source,target,bps``.

    Raises:
        InvalidInputError: The file cannot be read, or a row is no demand.
    """
    hint = f"Write a first line {','.join(COLUMNS)!r}, and a line for each demand in bit/s."
    found: dict[tuple[str, str], float] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                pair, amount = _demand(row, f"{path}, line {number}", hint)
                found[pair] = found.get(pair, 0.0) + amount
                if number > _MAX_ROWS:
                    raise InvalidInputError(f"{path} has more than {_MAX_ROWS:,} demands.", hint="Add small ones up.")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInputError(f"Demands cannot be read from {path}: {error}", hint=hint) from error
    return found


def _demand(row: Mapping[str, str | None], where: str, hint: str) -> tuple[tuple[str, str], float]:
    source, target, amount = ((row.get(column) or "").strip() for column in COLUMNS)
    try:
        bps = float(amount)
    except ValueError:
        raise InvalidInputError(f"{where}: {amount!r} is no number of bit/s.", hint=hint) from None
    if not source or not target or not 0 <= bps < float("inf"):
        raise InvalidInputError(f"{where} is no demand.", hint=hint)
    return (source, target), bps


def measured(topology: Topology, loads: Iterable[LinkLoad], ports: Iterable[tuple[End, float, float]]) -> Measured:
    """Return what is measured; ``ports`` are (port, bit/s in, bit/s out) of every port, those of links included."""
    by_key = {load.key.split(":", 1)[1]: load for load in loads}
    found: Loads = {}
    for link in topology.links:
        load = by_key.get(link.id)
        if load is not None and load.a_to_b_bps is not None:
            found[link.a.device, link.id] = load.a_to_b_bps
        if load is not None and load.b_to_a_bps is not None:
            found[link.b.device, link.id] = load.b_to_a_bps
    inside = {end for link in topology.links for end in (link.a, link.b)}
    inside |= {end for segment in topology.segments for end in segment.members}
    entering: dict[str, float] = {}
    leaving: dict[str, float] = {}
    for port, received, sent in ports:
        if port not in inside and kind_of(port.interface) == "physical" and port_of(port.interface) == port.interface:
            entering[port.device] = entering.get(port.device, 0.0) + received
            leaving[port.device] = leaving.get(port.device, 0.0) + sent
    return Measured(found, entering, leaving)


def every_port(table: pa.Table, names: Mapping[int, str], devices: Collection[str]) -> list[tuple[End, float, float]]:
    """Return (port, bit/s in, bit/s out) of the rows of the family ``interface`` that have both; names by device id."""
    columns = (table[name].to_pylist() for name in ("device_id", "object", "in_bps", "out_bps"))
    return [
        (End(names[device_id], port), received, sent)
        for device_id, port, received, sent in zip(*columns, strict=True)
        if received is not None and sent is not None and names.get(device_id) in devices
    ]
