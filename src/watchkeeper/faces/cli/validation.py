"""Turning what was typed into the models that services take, with errors in the words of the command line."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from watchkeeper.core.errors import InvalidInputError

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], fields: Mapping[str, object]) -> M:
    """Return ``model`` made of ``fields``. Raises InvalidInputError that names each wrong one."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_input=False)]
        raise InvalidInputError(f"This cannot be used: {'; '.join(problems)}.") from None
