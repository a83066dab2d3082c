"""The neutral document as a workbook."""

from lcweek_desktop.documents.xlsx.workbook import xlsx_bytes

__all__ = ["xlsx_bytes"]
