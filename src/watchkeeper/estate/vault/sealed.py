"""The vault's columns that hold envelopes, for changing keys and for checking that each opens."""

from watchkeeper.core.keys.rewrapping import SealedColumn
from watchkeeper.estate.vault.models import Credential

SEALED = (SealedColumn(Credential, "secret", Credential.place),)
