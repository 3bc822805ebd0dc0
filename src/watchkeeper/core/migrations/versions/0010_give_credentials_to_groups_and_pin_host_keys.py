"""Give credentials to pools, sites and platforms, remember how they did, and pin host keys.

Revision: 0010, after: 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ssh_host_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("algorithm", sa.String(length=64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_key", sa.Text(), nullable=True),
        sa.Column("offered_fingerprint", sa.String(length=64), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ssh_host_keys")),
        sa.UniqueConstraint("host", "port", "algorithm", name=op.f("uq_ssh_host_keys_host_port_algorithm")),
    )
    op.create_table(
        "credential_bindings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_credential_bindings_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_bindings")),
        sa.UniqueConstraint(
            "credential_id", "level", "ref", name=op.f("uq_credential_bindings_credential_id_level_ref")
        ),
    )
    with op.batch_alter_table("credential_bindings", schema=None) as batch_op:
        batch_op.create_index("ix_credential_bindings_at", ["level", "ref"], unique=False)

    op.create_table(
        "credential_trials",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_ok_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_credential_trials_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_credential_trials_device_id_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device_id", "credential_id", name=op.f("pk_credential_trials")),
    )
    with op.batch_alter_table("credential_trials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_trials_credential_id"), ["credential_id"], unique=False)

    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attributes", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE credentials SET attributes = '{}'")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.alter_column("attributes", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_column("sealed_at")
        batch_op.drop_column("expires_at")
        batch_op.drop_column("attributes")

    with op.batch_alter_table("credential_trials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credential_trials_credential_id"))

    op.drop_table("credential_trials")
    with op.batch_alter_table("credential_bindings", schema=None) as batch_op:
        batch_op.drop_index("ix_credential_bindings_at")

    op.drop_table("credential_bindings")
    op.drop_table("ssh_host_keys")
