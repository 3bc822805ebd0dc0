"""``wk rca``: the ranked causes of a symptom from a case folder, with no server and no database."""

from pathlib import Path
from typing import Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import Json

app = typer.Typer()


@app.command()
def rca(
    case: Annotated[Path, typer.Argument(help="Folder with case.json, metrics.csv and maybe events.jsonl.")],
    json: Json = False,
) -> int:
    """Rank what may have caused a symptom."""
    from watchkeeper.understand.investigations.case import read_case
    from watchkeeper.understand.investigations.causes import as_document, investigate

    with console.progress(f"Investigating {case.name}"):
        read = read_case(case)
        finding = investigate(read)
    if json:
        console.print_json({**as_document(finding), "problems": list(read.problems)})
    else:
        print(f"{read.entity}: {finding.verdict.value.replace('_', ' ')}")
        rows = [(one.entity, one.score, one.label, " → ".join(one.path)) for one in finding.causes]
        console.print_table(("cause", "score", "label", "path"), rows, empty="No causes.")
        for line in (*finding.ruled_out, *(f"{name} cannot be seen" for name in finding.blind_spots), *read.problems):
            print(line)
    return Status.FAILED if read.problems else Status.DONE
