"""``wk whatif``: what the loss of links and devices of a folder would do."""

from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.faces.cli.options import Json
from watchkeeper.faces.cli.topology import Folder, load

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def whatif(
    folder: Folder,
    fail: Annotated[
        list[str], typer.Option("--fail", help="link:DEVICE:INTERFACE, node:DEVICE or risk:NAME; may be repeated.")
    ],
    vantage: Annotated[str | None, typer.Option("--from", help="Device whose side counts as connected.")] = None,
    risks: Annotated[Path | None, typer.Option(help="YAML: a shared risk, and below it DEVICE:INTERFACE.")] = None,
    as_json: Json = False,
) -> int:
    """Say what would be cut off and which paths would cost more."""
    from watchkeeper.understand.topology.questions import device_named, failure_of, what_if
    from watchkeeper.understand.topology.services import losses

    network = load(folder)
    if risks is not None:
        from watchkeeper.understand.topology.risks import read_risks, with_risks

        network = with_risks(network, read_risks(risks))
    named = device_named(network, vantage) if vantage is not None else None
    failure = failure_of(network, fail)
    outcome, hurt = what_if(network, failure, named), losses(network, failure)
    if as_json:
        from watchkeeper.faces.cli.console import print_json
        from watchkeeper.understand.topology.document import as_losses

        print_json(
            {
                "partitioned": outcome.partitioned,
                "components": [list(part) for part in sorted(outcome.components, key=lambda p: (-len(p), p))],
                "isolated": list(outcome.isolated),
                "cost_changes": [
                    {"src": c.source, "dst": c.target, "before": c.before, "after": c.after}
                    for c in outcome.cost_changes
                ],
                "services": as_losses(hurt),
            }
        )
    else:
        from watchkeeper.faces.cli.topology_view import show_outcome

        show_outcome(outcome, hurt)
    return 0
