"""What reconciling remembers between runs: a table of derived rows, outside the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("kind", PLAIN, primary_key=True),
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("value", PLAIN, nullable=False),
    )
