"""``wk config``: the settings as they are, and where each value comes from."""

from dataclasses import asdict, replace

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

app = typer.Typer(no_args_is_help=True)


@app.callback()
def config() -> None:
    """Show the settings and where each value comes from."""


@app.command()
def show(json: Json = False, data_dir: DataDir = None) -> None:
    """List every setting with its value and source: environment, file or default. Secrets are masked."""
    from watchkeeper.core.settings import describe
    from watchkeeper.faces.cli.installation import read_settings

    rows = describe(read_settings(data_dir))
    if data_dir is not None:
        rows = [replace(row, source="option") if row.name == "data_dir" else row for row in rows]
    if json:
        console.print_json([asdict(row) for row in rows])
    else:
        console.print_table(("setting", "value", "source"), [(row.name, row.value, row.source) for row in rows])
