"""The neutral document as a PDF."""

from lcweek_desktop.documents.pdf.printer import pdf_bytes

__all__ = ["pdf_bytes"]
