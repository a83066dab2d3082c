"""The kinds of check: each a small function that finds where its rule is broken.

What a kind is applied to, its severity and its sentence are data (`checks.toml`). Source:
docs/form-and-rules.md, Checks. "Not a whole number" has no kind: no figure can hold anything else.
"""

from lcweek_desktop.domain.rules import lengths, numbers, text, unit
from lcweek_desktop.domain.rules.rule import RULES, CheckInput, Rule, Violation

__all__ = ["RULES", "CheckInput", "Rule", "Violation", "lengths", "numbers", "text", "unit"]
