"""Nested settings from the environment and one TOML file, each value with its source.

Precedence: environment (``WATCHKEEPER_POLLING__INTERVAL_S=30``) over the TOML file over the default. A slice declares
its own section (a Pydantic model) beside its code; the composition root joins the sections into one class.
"""

import ipaddress
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, Field, IPvAnyNetwork, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from watchkeeper.core.database_settings import DatabaseSettings
from watchkeeper.core.errors import ConfigurationError

ENVIRONMENT_PREFIX = "WATCHKEEPER_"
NESTING = "__"
CONFIG_VARIABLE = "WATCHKEEPER_CONFIG"


class ServerSettings(BaseModel):
    """Where the HTTP server listens and under which name it is reached."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8470, ge=0, le=65535, description="TCP port; 0 lets the system choose.")
    max_body_bytes: int = Field(default=16 * 1024 * 1024, ge=1024, description="Largest request body, in bytes.")
    trusted_proxies: list[IPvAnyNetwork] = Field(
        default=[ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("::1/128")],
        description="Proxies whose X-Forwarded-For says where a request comes from.",
    )
    secure_cookies: bool = Field(
        default=False, description="Mark cookies Secure; set it when TLS ends in front of the server."
    )
    origins: list[str] = Field(
        default_factory=list,
        description="Origins (https://NAME) whose pages may change something, besides the one in the Host header: the "
        "public name, when a proxy hides it.",
    )


class LoggingSettings(BaseModel):
    """What is logged and how."""

    level: str = Field(
        default="info", pattern="^(debug|info|warning|error)$", description="Least severity that is logged."
    )
    format: str = Field(
        default="auto",
        pattern="^(auto|json|console)$",
        description="auto: console on a terminal, else JSON lines.",
    )
    kept_bytes: int = Field(
        default=1024 * 1024,
        ge=0,
        description="How much of the last lines is kept in data_dir/log too, for support bundles; 0 keeps none.",
    )


class CoreSettings(BaseSettings):
    """The sections every installation has; the composition root adds those of the slices."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter=NESTING,
        extra="forbid",
        nested_model_default_partial_update=True,
    )
    toml_path: ClassVar[Path | None] = None

    data_dir: Path = Field(
        default=Path("~/.local/share/watchkeeper"), description="Everything the installation keeps on disk."
    )
    database: DatabaseSettings = DatabaseSettings()
    server: ServerSettings = ServerSettings()
    logging: LoggingSettings = LoggingSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Explicit values first (tests, command-line options), then the environment, then the file."""
        del dotenv_settings, file_secret_settings
        sources: list[PydanticBaseSettingsSource] = [init_settings, env_settings]
        if cls.toml_path is not None:
            sources.append(TomlConfigSettingsSource(settings_cls, toml_file=cls.toml_path))
        return tuple(sources)


S = TypeVar("S", bound=CoreSettings)


def find_toml() -> Path | None:
    """Return the settings file: ``$WATCHKEEPER_CONFIG``, else ``watchkeeper.toml`` in the working directory, else none.

    Raises ConfigurationError when the variable names a file that is not there.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        path = Path(named).expanduser()
        if not path.is_file():
            raise ConfigurationError(
                f"There is no settings file at {path}.", hint=f"Correct or unset {CONFIG_VARIABLE}."
            )
        return path
    local = Path("watchkeeper.toml")
    return local if local.is_file() else None


def load(settings_class: type[S], **overrides: Any) -> S:
    """Read the settings once. ``overrides`` win over every source.

    Raises ConfigurationError naming each wrong value and where it came from.
    """
    toml = find_toml()
    bound = type(
        settings_class.__name__,
        (settings_class,),
        {"toml_path": toml, "__module__": settings_class.__module__, "__doc__": settings_class.__doc__},
    )
    try:
        settings: S = bound(**overrides)
        _refuse_unknown(settings_class, toml)
    except ValidationError as error:
        raise _explain(error, toml) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            f"{toml} is not valid TOML: {error}.", hint="Correct the file and start again."
        ) from error
    settings.data_dir = settings.data_dir.expanduser().absolute()
    return settings


def _refuse_unknown(settings_class: type[CoreSettings], toml: Path | None) -> None:
    """Refuse a misspelt setting inside a section, which would otherwise have no effect and no message."""
    in_file = tomllib.loads(toml.read_text(encoding="utf-8")) if toml else {}
    unknown = [f"{'.'.join(path)} (in {toml})" for path in _unknown_in(settings_class, in_file, ())]
    for variable in os.environ:
        path = variable.upper().removeprefix(ENVIRONMENT_PREFIX).lower().split(NESTING)
        if variable.upper().startswith(ENVIRONMENT_PREFIX) and len(path) > 1:
            tree: object = ""
            for part in reversed(path):
                tree = {part: tree}
            unknown += [f"{variable} (in the environment)" for _ in _unknown_in(settings_class, tree, ())]
    if unknown:
        raise ConfigurationError(
            f"There is no such setting: {', '.join(unknown)}.",
            hint="Correct the name; `wk config show` lists every setting.",
            details={"problems": unknown},
        )


def _unknown_in(model: type[BaseModel], tree: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not isinstance(tree, Mapping):
        return
    for name, value in tree.items():
        field = model.model_fields.get(name)
        if field is None:
            yield (*path, name)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _unknown_in(field.annotation, value, (*path, name))


def _explain(error: ValidationError, toml: Path | None) -> ConfigurationError:
    problems = [f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()]
    known = "`wk config show` lists every setting"
    return ConfigurationError(
        "Settings cannot be used: " + "; ".join(problems) + ".",
        hint=f"Look at {ENVIRONMENT_PREFIX}* in the environment" + (f" and at {toml}" if toml else "") + f"; {known}.",
        details={"problems": problems},
    )


@dataclass(frozen=True, slots=True)
class SettingValue:
    """One setting as a person would ask for it; secrets are masked."""

    name: str
    value: str
    source: str
    description: str


def describe(settings: CoreSettings) -> list[SettingValue]:
    """List every setting with its value and its source: ``environment``, the file's path or ``default``.

    Secrets are shown as ``***``.
    """
    toml = type(settings).toml_path
    in_file = tomllib.loads(toml.read_text(encoding="utf-8")) if toml else {}
    environment = {name.upper() for name in os.environ}
    rows = []
    for path, value, description in _walk(settings, ()):
        variable = (ENVIRONMENT_PREFIX + NESTING.join(path)).upper()
        source = "environment" if variable in environment else str(toml) if _has(in_file, path) else "default"
        rows.append(SettingValue(".".join(path), _masked(path[-1], value), source, description))
    return rows


def _walk(model: BaseModel, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object, str]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _walk(value, (*path, name))
        else:
            yield (*path, name), value, field.description or ""


def _has(tree: Mapping[str, object], path: tuple[str, ...]) -> bool:
    at: object = tree
    for part in path:
        if not isinstance(at, Mapping) or part not in at:
            return False
        at = at[part]
    return True


def _masked(name: str, value: object) -> str:
    if isinstance(value, SecretStr):
        return "***" if value.get_secret_value() else ""
    if name.endswith("url") and isinstance(value, str):
        head, at, tail = value.rpartition("@")
        user = head.rpartition("//")[2].partition(":")[0]
        return f"{head.rpartition('//')[0]}//{user}:***@{tail}" if at and ":" in head.rpartition("//")[2] else value
    return _written(value)


def _written(value: object) -> str:
    """Return a value as the environment takes it: lists and tables as JSON, ``true`` and ``false``."""
    if isinstance(value, set | frozenset):
        value = sorted(map(str, value))
    if isinstance(value, bool | list | tuple | Mapping):
        return json.dumps(value, default=str, ensure_ascii=False)
    return "" if value is None else str(value)
