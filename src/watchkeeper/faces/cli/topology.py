"""``wk topology``: who connects to whom, from a folder of configurations and saved output."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.understand.topology.graph.structure import Shape
    from watchkeeper.understand.topology.links import Topology

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Folder = Annotated[Path, typer.Argument(help="Folder with configs/<device>.<ext> and show/<device>/<command>.<ext>.")]


@app.command()
def topology(folder: Folder, as_json: Json = False) -> int:
    """Say who connects to whom, how that is known, and how the network hangs together."""
    from watchkeeper.understand.topology.questions import shape_of

    network = load(folder)
    shape = shape_of(network)
    if as_json:
        from watchkeeper.faces.cli.console import print_json
        from watchkeeper.understand.topology.document import as_document

        print_json(as_document(network, summary(shape)))
    else:
        from watchkeeper.faces.cli.topology_view import show

        show(network, shape)
    return 1 if network.problems else 0


def load(folder: Path) -> "Topology":
    """Read ``folder`` and fuse what it says."""
    from watchkeeper.understand.topology.folder import read_folder
    from watchkeeper.understand.topology.fuse import fuse

    return fuse(read_folder(folder))


def summary(shape: "Shape") -> dict[str, object]:
    """Return the contract's ``graph``."""
    return {
        "components": len(shape.components),
        "articulation_points": list(shape.articulation_points),
        "bridges": [edge.id for edge in shape.bridges],
        "diameter_hops": shape.diameter_hops,
        "mean_hops": shape.mean_hops,
        "min_link_cut": shape.min_link_cut,
        "single_homed": list(shape.single_homed),
    }
