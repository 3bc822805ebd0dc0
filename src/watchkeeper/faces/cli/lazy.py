"""Commands that are imported when they are run: help, completion and errors know them from one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer._click import Context
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of ``wk``: what help says about it, and the module whose ``app`` (a ``typer.Typer``) it is."""

    summary: str
    module: str
    hidden: bool = False

    def load(self, name: str) -> TyperCommand | TyperGroup:
        """Import the module and build the command under ``name``."""
        app = import_module(self.module).app
        if not isinstance(app, typer.Typer):
            raise TypeError(f"{self.module}.app is not a typer.Typer")
        app.rich_markup_mode = None  # plain help: importing rich costs more than running the command
        app._add_completion = False  # noqa: SLF001 - the root offers completion; Typer has no later switch
        command = get_command(app)
        if not isinstance(command, TyperCommand | TyperGroup):
            raise TypeError(f"{self.module}.app is no command")
        command.name = name
        return command


class LazyCommand(TyperCommand):
    """Stands in for a command until it is run or asked for its options."""

    def __init__(self, name: str, entry: Entry) -> None:
        super().__init__(name, help=entry.summary, hidden=entry.hidden, add_help_option=False, rich_markup_mode=None)
        self.entry = entry

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """Load the command and let it parse ``args``."""
        return self.entry.load(info_name or str(self.name)).make_context(info_name, args, parent=parent, **extra)


def lazy_group(entries: Mapping[str, Entry]) -> type[TyperGroup]:
    """Return a group class whose commands are ``entries``, in that order."""

    class LazyGroup(TyperGroup):
        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            for name, entry in entries.items():
                self.add_command(LazyCommand(name, entry))

    return LazyGroup
