"""``wk path``: the shortest paths between two devices of a folder."""

from typing import Annotated

import typer

from watchkeeper.faces.cli.options import Json
from watchkeeper.faces.cli.topology import Folder, load

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def path(
    folder: Folder,
    source: Annotated[str, typer.Argument(help="Device where the path begins.")],
    target: Annotated[str, typer.Argument(help="Device where it ends.")],
    as_json: Json = False,
) -> int:
    """Show every equal-cost shortest path; parallel links are paths of their own."""
    from watchkeeper.understand.topology.questions import path as find

    answer = find(load(folder), source, target)
    if as_json:
        from watchkeeper.faces.cli.console import print_json

        print_json(
            {
                "basis": answer.basis,
                "cost": answer.cost,
                "ecmp_paths": answer.ecmp_paths,
                "paths": [[{"device": e.device, "interface": e.interface or None} for e in p] for p in answer.paths],
                "shares": [{"device": d, "link": i, "share": round(s, 6)} for (d, i), s in answer.shares.items()],
            }
        )
    else:
        from watchkeeper.faces.cli.topology_view import show_path

        show_path(answer, source, target)
    return 0 if answer.cost is not None else 1
