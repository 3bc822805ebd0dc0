"""The columns of accounts that hold envelopes: one-time password secrets and the tokens of identity providers."""

from watchkeeper.core.keys.rewrapping import SealedColumn
from watchkeeper.estate.accounts.models import LoginSession, SecondFactor
from watchkeeper.estate.accounts.second_factor.service import place_of
from watchkeeper.estate.accounts.sessions import id_token_place

SEALED = (
    SealedColumn(SecondFactor, "secret", lambda factor: place_of(factor.user_id, factor.secret_version)),
    SealedColumn(LoginSession, "id_token", id_token_place),
)
