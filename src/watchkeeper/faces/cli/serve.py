"""``wk serve``: everything in one process, until it is told to stop."""

from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli.options import DataDir

if TYPE_CHECKING:
    from watchkeeper.faces.cli.serving import Welcome

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on; wins over server.host.", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=0, max=65_535, help="TCP port, 0 for any; wins over server.port.", show_default=False
        ),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser when it is ready.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one line of JSON when it is ready.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Run Watchkeeper: API, web interface, polling and tasks."""
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.cli.serving"):
        from watchkeeper.faces.cli.installation import read_settings
        from watchkeeper.faces.cli.serving import run

    settings = read_settings(data_dir)
    if host is not None:
        settings.server.host = host
    if port is not None:
        settings.server.port = port

    def welcome(ready: "Welcome") -> None:
        _print(ready, json=json)
        if open_browser:
            import webbrowser

            webbrowser.open(ready.address)

    run(settings, welcome)


def _print(ready: "Welcome", *, json: bool) -> None:
    if json:
        from json import dumps

        login = {"name": ready.login.name, "password": ready.login.password} if ready.login else None
        print(dumps({"address": ready.address, "pid": ready.pid, "first_login": login}), flush=True)
        return
    print(f"Watchkeeper {ready.version} is at {ready.address}")
    if ready.login is not None:
        print(f"Log in as {ready.login.name} with the password {ready.login.password} (shown only now).")
    print("Ctrl-C ends it.", flush=True)
