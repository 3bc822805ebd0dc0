"""``wk detect``: anomalies in one series of which nothing is known, with no server and no database."""

from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import Json

app = typer.Typer()


@app.command()
def detect(
    file: Annotated[Path, typer.Argument(help="CSV with the columns timestamp and value.", show_default=False)],
    json: Json = False,
) -> int:
    """Find anomalies in one series, row by row, from what came before each row."""
    from watchkeeper.faces.cli.correlate import read_text
    from watchkeeper.understand.baselines.streams.detection import detect as detect_in
    from watchkeeper.understand.baselines.streams.reading import read_table
    from watchkeeper.understand.baselines.streams.report import as_document

    table = read_table(read_text(file))
    with console.progress(f"Reading {len(table.values)} rows"):
        document = as_document(table, detect_in(table.times_s, table.values))
    if json:
        console.print_json(document)
    else:
        _show(document)
    return Status.FAILED if table.problems else Status.DONE


def _show(document: dict[str, object]) -> None:
    anomalies = document["anomalies"]
    assert isinstance(anomalies, list)  # noqa: S101  # the report makes it
    columns = ("start", "end", "type", "severity", "score")
    console.print_table(columns, ([row[c] for c in columns] for row in anomalies), empty="No anomalies.")
    problems = document.get("problems")
    for problem in problems if isinstance(problems, list) else ():
        print(problem)
