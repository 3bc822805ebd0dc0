"""By which command a platform shows its running configuration in a form that our readers read."""

from typing import Final

from watchkeeper.kit.configs.recognise import canonical

_RUNNING: Final = "show running-config"
_COMMANDS: Final = {
    "junos": "show configuration | display set | no-more",
    "ios": _RUNNING,
    "iosxe": _RUNNING,
    "iosxr": _RUNNING,
    "nxos": _RUNNING,
    "eos": f"{_RUNNING} | no-more",
    "frr": f'vtysh -c "{_RUNNING}"',
    "cumulus": f'vtysh -c "{_RUNNING}"',
    "sonic": "show runningconfiguration all",
    "vyos": "/opt/vyatta/bin/vyatta-op-cmd-wrapper show configuration commands",
    "timos": "admin display-config",
    "sros": "admin display-config",
    "saos": "configuration show",
    "fortios": "show",
}
"""As the platforms' manuals have them; asked over an SSH channel without a terminal, so that nothing pages."""


def command_of(platform: str) -> str | None:
    """Return the command, or None where nobody knows one."""
    return _COMMANDS.get(canonical(platform))
