"""Settings of the series store: ``settings.series``."""

from pydantic import BaseModel, Field


class Retention(BaseModel):
    """How long each resolution of one family is kept, in days."""

    raw_days: int = Field(default=30, ge=1, description="Days that every sample is kept.")
    hourly_days: int = Field(default=400, ge=1, description="Days that hourly rollups are kept.")
    daily_days: int = Field(default=1830, ge=1, description="Days that daily rollups are kept.")


class SeriesSettings(BaseModel):
    """The store of samples: how it writes, compacts, keeps and queries."""

    retention: Retention = Field(default=Retention(), description="Retention of every family not named below.")
    retention_by_family: dict[str, Retention] = Field(
        default_factory=dict, description="Retention of single families, by name, for instance interface."
    )
    segment_zstd_level: int = Field(default=1, ge=1, le=22, description="Compression of freshly written segments.")
    compacted_zstd_level: int = Field(default=3, ge=1, le=22, description="Compression of compacted files.")
    row_group_rows: int = Field(
        default=131_072, ge=1024, description="Rows in a row group of a compacted file; one series reads one or two."
    )
    file_rows: int = Field(
        default=32_000_000, ge=1024, description="Rows in a compacted file before the next devices go to another."
    )
    compaction_rows: int = Field(
        default=2_000_000, ge=10_000, description="Rows that compaction holds in memory at once."
    )
    loose_segments: int = Field(
        default=64, ge=2, description="Fresh segments an unfinished hour may have before they are joined."
    )
    hour_grace_s: float = Field(
        default=600.0, ge=0, description="How long after its end an hour is compacted, so that late tasks are in it."
    )
    day_grace_s: float = Field(default=3600.0, ge=0, description="How long after its end a day is compacted.")
    superseded_grace_s: float = Field(
        default=60.0, ge=0, description="How long a replaced file stays for readers that are still using it."
    )
    counter_memory_s: float = Field(
        default=86_400.0, gt=0, description="How long the last counters of a silent interface are remembered."
    )
    query_threads: int = Field(default=2, ge=1, description="Threads that DuckDB uses for one query.")
    query_concurrency: int = Field(default=4, ge=1, description="Queries that run at once; others wait.")
    query_memory_mb: int = Field(default=1024, ge=64, description="Memory that all queries together may use.")
    query_timeout_s: float = Field(default=30.0, gt=0, description="After this long a query is given up.")
    max_points: int = Field(default=500_000, ge=1, description="Points that one query may return, over all series.")
    latest_lookback_s: float = Field(
        default=86_400.0, gt=0, description="How far back the latest sample of a silent device is looked for on disk."
    )

    def retention_of(self, family: str) -> Retention:
        """Return the retention that applies to ``family``."""
        return self.retention_by_family.get(family, self.retention)
