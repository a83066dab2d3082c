"""The neutral document as a workbook, and the empty form as one."""

from lcweek_desktop.documents.xlsx.template import template_bytes
from lcweek_desktop.documents.xlsx.workbook import xlsx_bytes

__all__ = ["template_bytes", "xlsx_bytes"]
