"""``wk correlate``: from a topology and a stream of alerts to incidents, with no server and no database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import Json

if TYPE_CHECKING:
    from watchkeeper.understand.alerts.correlation.engine import Correlator

app = typer.Typer()


@app.command()
def correlate(
    topology: Annotated[Path, typer.Option("--topology", "-t", help="JSON with nodes, links and the vantage point.")],
    alerts: Annotated[Path, typer.Option("--alerts", "-a", help="Alerts in order of arrival, one JSON object a line.")],
    hold: Annotated[float, typer.Option("--hold", min=0, help="Longest time in seconds that a page is held.")] = 120.0,
    quiet: Annotated[
        float, typer.Option("--quiet", min=0, help="Seconds without news after which the picture counts as whole.")
    ] = 75.0,
    json: Json = False,
) -> int:
    """Turn alerts into incidents with their roots."""
    from watchkeeper.understand.alerts.correlation import reading, report
    from watchkeeper.understand.alerts.correlation.holds import Holds

    network = reading.read_network(read_text(topology))
    stream = reading.read_alerts(read_text(alerts).splitlines())
    with console.progress("Correlating", total=len(stream.alerts)) as step:
        engine = report.correlate(network, stream.alerts, Holds(quiet_s=quiet, hold_s=hold), step)
    if json:
        console.print_json(report.as_document(engine, stream.problems))
    else:
        _show(engine, stream.problems)
    return Status.FAILED if stream.problems else Status.DONE


def read_text(path: Path) -> str:
    """Return the text of a file that was named on the command line. Raises InvalidInputError."""
    from watchkeeper.core.errors import InvalidInputError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InvalidInputError(f"{path} cannot be read: {reason}.") from error


def _show(engine: "Correlator", problems: tuple[str, ...]) -> None:
    from watchkeeper.understand.alerts.correlation.report import lines_of

    columns = ("incident", "severity", "since", "until", "roots", "symptoms", "suppressed")
    console.print_table(columns, lines_of(engine), empty="No incidents.")
    print(f"{engine.pages} pages")
    for problem in problems:
        print(f"alerts, {problem}")
