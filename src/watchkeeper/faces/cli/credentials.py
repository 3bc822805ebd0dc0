"""Communities typed on the command line become stored credentials; the same one is stored once."""

from typing import TYPE_CHECKING

from watchkeeper.core.errors import NotFoundError
from watchkeeper.faces.cli.installation import local_principal
from watchkeeper.faces.cli.validation import validated

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.faces.wiring import Services

_SHOWN = 10


async def credential_named(services: "Services", session: "AsyncSession", name: str) -> int:
    """Return the number of the credential with this name. Raises NotFoundError that lists what there is."""
    names = await services.vault.names(session)
    if name not in names:
        known = ", ".join(sorted(names)[:_SHOWN]) or "none is stored yet"
        raise NotFoundError(f"There is no credential named {name!r}.", hint=f"Stored credentials: {known}.")
    return names[name]


async def credential_for(
    services: "Services", session: "AsyncSession", community: str, name: str, *, is_default: bool = False
) -> int:
    """Return the number of an SNMP v2c credential with this community; one is stored when there is none.

    A new one is called ``name``, with a number behind it when that is taken.
    """
    from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate

    actor = local_principal()
    names = await services.vault.names(session)
    opened = await services.vault.credentials_by_id(session, list(names.values()))
    same = next((id_ for id_, one in opened.items() if one.version == "2c" and one.community == community), None)
    if same is not None:
        if is_default:
            await services.vault.change(session, same, CredentialChange(is_default=True), actor)
        return same
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name} {number}"
    fields = {"name": free, "kind": "snmp_v2c", "community": community, "is_default": is_default}
    return (await services.vault.create(session, validated(CredentialCreate, fields), actor)).id
