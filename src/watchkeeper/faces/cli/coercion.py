"""Plain types (text, numbers, paths and lists of them) read from the command line without a validation framework.

Typer builds a Pydantic adapter for each value that was typed. Importing Pydantic takes longer than an offline command
may take to start, so for plain types the parameter gets a reader of its own; every other type keeps Typer's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from typer import BadParameter
from typer._click import Context
from typer._coercion import RuntimeParam, build_runtime_param
from typer.core import _TyperParameter

_NAMES: Final[dict[object, str]] = {int: "a whole number", float: "a number", bool: "yes or no"}
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def _flag(value: object) -> bool:
    text = str(value).strip().lower()
    if text not in _YES | _NO:
        raise ValueError(text)
    return text in _YES


_READERS: Final[dict[object, Callable[[Any], Any]]] = {str: str, int: int, float: float, Path: Path, bool: _flag}


@dataclass(frozen=True)
class PlainParameter(RuntimeParam):
    """Reads values of one plain type, with the bounds that the option declares."""

    item: type[Any] = str
    is_list: bool = False

    def _coerce_value(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:
        if self.is_list:
            return [self._read(one, param, ctx) for one in (value if isinstance(value, list | tuple) else [value])]
        return self._read(value, param, ctx)

    def _read(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:
        try:
            read = _READERS[self.item](value)
        except ValueError:
            raise BadParameter(f"{value!r} is not {_NAMES.get(self.item, 'usable')}.", ctx=ctx, param=param) from None
        least, most = self.parameter_info.min, self.parameter_info.max
        if (least is not None and not read >= least) or (most is not None and not read <= most):
            bounds = " and ".join(
                text
                for text in (
                    f"at least {least}" if least is not None else "",
                    f"at most {most}" if most is not None else "",
                )
                if text
            )
            raise BadParameter(f"{value} is out of range: {bounds}.", ctx=ctx, param=param)
        return read


def read_plainly() -> None:
    """From now on, parameters of plain types are read here, also the help option that Typer adds by itself."""
    _TyperParameter.get_runtime_param = _runtime_param  # type: ignore[method-assign, assignment]


def _runtime_param(parameter: _TyperParameter) -> RuntimeParam:
    if parameter._runtime_param is None:  # noqa: SLF001 - this is Typer's method
        parameter._runtime_param = plain_reader(parameter) or build_runtime_param(  # noqa: SLF001
            parameter.type_descriptor
        )
    return parameter._runtime_param  # noqa: SLF001


def plain_reader(parameter: _TyperParameter) -> PlainParameter | None:
    """Return the reader of a parameter of a plain type, None for any other."""
    descriptor = parameter.type_descriptor
    info = descriptor.parameter_info
    annotation = descriptor.annotation
    is_list = descriptor.is_list
    item = get_args(annotation)[0] if is_list else annotation
    special = info.parser or info.exists or info.resolve_path or info.clamp or info.allow_dash or descriptor.is_file
    if special or item not in _READERS:
        return None
    return PlainParameter(parameter_info=info, annotation=annotation, item=item, is_list=is_list)
