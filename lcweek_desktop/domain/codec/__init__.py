"""Domain objects to plain JSON values and back: what is stored, and what a bundle holds."""

from lcweek_desktop.domain.codec.content import content_from_json, content_json
from lcweek_desktop.domain.codec.report import report_from_json, report_json, unit_from_json, unit_json
from lcweek_desktop.domain.codec.signoff import signoff_from_json, signoff_json
from lcweek_desktop.domain.codec.strict import MalformedError

__all__ = [
    "MalformedError",
    "content_from_json",
    "content_json",
    "report_from_json",
    "report_json",
    "signoff_from_json",
    "signoff_json",
    "unit_from_json",
    "unit_json",
]
