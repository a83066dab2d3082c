"""Reading checks.toml: the checks, which may name only rows, measures and levels of the form."""

from __future__ import annotations

from collections.abc import Sequence

from lcweek_desktop.domain.form import (
    CheckOptions,
    CheckRule,
    Level,
    LevelKey,
    Measure,
    MeasureKey,
    Row,
    RowKey,
    Severity,
)
from lcweek_desktop.domain.rules import RULES
from lcweek_desktop.formdefs.toml_table import TomlTable, read_each


def read_checks(
    top: TomlTable, rows: Sequence[Row], measures: Sequence[Measure], levels: Sequence[Level]
) -> tuple[CheckRule, ...]:
    """The checks, in the order in which they run."""
    top.check_keys(("check",))
    return read_each(top.tables("check"), lambda entry: _check(entry, rows, measures, levels))


def _check(
    entry: TomlTable, rows: Sequence[Row], measures: Sequence[Measure], levels: Sequence[Level]
) -> CheckRule:
    if "kind" not in entry.values:
        entry.refuse("kind", "thiếu khóa này")
    kind = RULES[entry.choice("kind", RULES)]
    entry.check_keys(("key", "kind", "severity", "sentence", *sorted(kind.options)))
    return CheckRule(
        key=entry.text("key"),
        kind=entry.text("kind"),
        severity=Severity(entry.choice("severity", Severity)),
        sentence=entry.template("sentence", kind.fields),
        options=_options(entry, rows, measures, levels),
    )


def _options(
    entry: TomlTable, rows: Sequence[Row], measures: Sequence[Measure], levels: Sequence[Level]
) -> CheckOptions:
    """The options that the file gives; `_check` has made sure that they are those of the rule."""
    measure_keys = [measure.key for measure in measures]

    def measure(key: str) -> MeasureKey:
        return MeasureKey(entry.choice(key, measure_keys) if key in entry.values else "")

    return CheckOptions(
        rows=tuple(RowKey(key) for key in entry.choices("rows", [row.key for row in rows])),
        levels=tuple(LevelKey(key) for key in entry.choices("levels", [level.key for level in levels])),
        units=entry.texts("units"),
        measure=measure("measure"),
        against=measure("against"),
        number=entry.integer("number", 1) if "number" in entry.values else 0,
    )
