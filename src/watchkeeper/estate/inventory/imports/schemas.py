"""Imports at the API border."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from watchkeeper.estate.inventory.imports.plan import Action, ImportPlan

Content = Annotated[str, StringConstraints(min_length=1)]
FieldValue = bool | int | float | str | list[str] | None


class ImportFile(BaseModel):
    """A file with devices."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"format": "csv", "content": "name,address,site,tags\ncore-1,192.0.2.1,HQ,core\n"}]
        },
    )

    format: Literal["csv", "yaml"] | None = Field(
        default=None, description="What the file is written in; by default what it looks like. A wrong word is refused."
    )
    content: Content


class ImportOrder(ImportFile):
    """A file to apply, with the digest of the preview that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"format": "csv", "content": "name,address\ncore-1,192.0.2.1\n", "digest": "0" * 64}]
        },
    )

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class FieldChange(BaseModel):
    """One field before and after."""

    before: FieldValue
    after: FieldValue


class PreviewRow(BaseModel):
    """What would happen to one row of the file."""

    line: int
    action: Action
    name: str
    changes: dict[str, FieldChange]
    errors: list[str]


class Summary(BaseModel):
    """Rows by what would happen to them."""

    create: int
    update: int
    unchanged: int
    error: int


class Preview(BaseModel):
    """What an import would change. ``digest`` goes back with the order to apply it."""

    rows: list[PreviewRow]
    summary: Summary
    digest: str

    @classmethod
    def of(cls, plan: ImportPlan, **more: object) -> Self:
        """Return the view of a plan."""
        rows = [
            {
                "line": row.line,
                "action": row.action,
                "name": row.name,
                "errors": list(row.errors),
                "changes": {
                    column: {"before": _plain(change.before), "after": _plain(change.after)}
                    for column, change in row.changes.items()
                },
            }
            for row in plan.rows
        ]
        summary = {str(action): plan.count(action) for action in Action}
        return cls.model_validate({"rows": rows, "summary": summary, "digest": plan.digest, **more})


class Applied(Preview):
    """What an import changed."""

    applied: bool = Field(description="Whether anything was written; false when every device was as the file says.")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
