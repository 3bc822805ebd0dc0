"""Serial numbers in the form of each vendor, from 64 hash bits: unique within a lab for all practical purposes."""

from typing import Final

_DIGITS: Final = "0123456789"
_CODE: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


def _letters(bits: int, alphabet: str, length: int) -> str:
    out = []
    for _ in range(length):
        bits, at = divmod(bits, len(alphabet))
        out.append(alphabet[at])
    return "".join(out)


def _week(bits: int) -> str:
    return f"{17 + bits % 8:02d}{1 + bits // 8 % 52:02d}"


def arista_serial(bits: int) -> str:
    """Return three letters, year and week of manufacture, four characters: ``JPE21230A7K``."""
    return f"JPE{_week(bits)}{_letters(bits >> 9, _CODE, 4)}"


def juniper_serial(bits: int) -> str:
    """Return a chassis serial: ``JN1234ABCAFB``."""
    return f"JN{_letters(bits, _CODE, 7)}AFB"


def cisco_serial(bits: int) -> str:
    """Return site, year, week and four characters: ``FOC2231X0AB``."""
    return f"FOC{_week(bits)}{_letters(bits >> 9, _CODE, 4)}"


def ciena_serial(bits: int) -> str:
    """Return a serial such as ``M70123456``."""
    return f"M7{_letters(bits, _DIGITS, 8)}"


def server_serial(bits: int) -> str:
    """Return a seven-character service tag."""
    return _letters(bits, _CODE, 7)


def ups_serial(bits: int) -> str:
    """Return year, week and five digits: ``AS2123045678``."""
    return f"AS{_week(bits)}{_letters(bits >> 9, _DIGITS, 6)}"
