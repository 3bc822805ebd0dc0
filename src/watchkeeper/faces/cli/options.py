"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", help="Data directory of the installation; wins over the setting data_dir.", show_default=False
    ),
]
