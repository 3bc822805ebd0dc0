"""The kinds of faults that an emulated lab knows."""

from typing import Final

LINK_DOWN: Final = "link-down"
ERRORS: Final = "errors"
FADE_OPTIC: Final = "fade-optic"
SILENCE: Final = "silence"
SLOW: Final = "slow"
REBOOT: Final = "reboot"
STEAL_IDENTITY: Final = "steal-identity"
KINDS: Final = (LINK_DOWN, ERRORS, FADE_OPTIC, SILENCE, SLOW, REBOOT, STEAL_IDENTITY)
DEFAULT_REBOOT_S: Final = 10.0
