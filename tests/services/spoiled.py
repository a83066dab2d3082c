"""Damage in the database of an office, made behind the program's back."""

from __future__ import annotations

from tests.services.office import Office


def spoil(office: Office, table: str, change: str) -> None:
    """Run `UPDATE table SET change`, whatever guards there are, and forget what was read before."""
    run = office.context.store._connection.execute
    guards = run("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,))
    for name, _ in guards:
        run(f"DROP TRIGGER {name}")
    run(f"UPDATE {table} SET {change}")
    office.context.store._connection.rollbacks += 1  # as after a roll-back, nothing that was read is kept
    for _, sql in guards:
        run(sql)
    office.context.members.clear()
    office.context.derived.clear()
