"""Runs an emulated lab as its own process: ``python -m watchkeeper.lab.serve OPTIONS``, with the options as JSON.

One line of JSON goes to standard output when it is ready (or cannot start). With ``until_eof`` it ends with its
standard input, so that it never outlives whoever started it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.inventory import LabDevice
from watchkeeper.lab.serve.claim import claim
from watchkeeper.lab.serve.options import LabOptions
from watchkeeper.lab.serve.process import LabProcess


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _ready(devices: Sequence[LabDevice]) -> None:
    _say({"ready": True, "devices": [device.as_json() for device in devices]})


def main(arguments: Sequence[str]) -> int:
    """Run until told to end; 0, or 1 when the lab could not start."""
    document = json.loads(arguments[0])
    until_eof = document.pop("until_eof", False)
    document["roles"] = tuple(document.get("roles", ()))
    options = LabOptions(**document)
    directory = Path(options.directory)
    try:
        with claim(directory):
            LabProcess(options, directory).run(_ready, until_eof=sys.stdin.buffer if until_eof else None)
    except LabError as error:
        _say({"ready": False, "error": error.message, "hint": error.hint})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
