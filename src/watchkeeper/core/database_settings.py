"""Where relational state lives: settings alone, for processes that read settings and open no database."""

from pydantic import BaseModel, Field


class DatabaseSettings(BaseModel):
    """Where relational state lives."""

    url: str | None = Field(
        default=None,
        description="SQLAlchemy URL (sqlite+aiosqlite:///… or postgresql+psycopg://…). "
        "Default: watchkeeper.db in the data directory.",
    )
    pool_size: int = Field(default=10, ge=1, description="Open database connections per process.")
    busy_timeout_s: float = Field(default=30.0, gt=0, description="How long a writer waits for SQLite's write lock.")
