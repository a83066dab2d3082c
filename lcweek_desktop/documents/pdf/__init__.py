"""The neutral document as a PDF."""

from lcweek_desktop.documents.pdf.writer import pdf_bytes

__all__ = ["pdf_bytes"]
