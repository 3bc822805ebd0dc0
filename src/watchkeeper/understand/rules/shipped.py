"""The rules that come with the product, as data."""

import functools
import tomllib
from importlib import resources

from watchkeeper.understand.rules.schemas import AlertRuleIn


@functools.cache
def shipped() -> dict[str, AlertRuleIn]:
    """Return the shipped rules by key."""
    text = resources.files(__package__).joinpath("shipped.toml").read_text(encoding="utf-8")
    return {key: AlertRuleIn.model_validate(fields) for key, fields in tomllib.loads(text).items()}
