"""The neutral document as a DOCX, to be edited in Word or LibreOffice."""

from lcweek_desktop.documents.docx.writer import docx_bytes

__all__ = ["docx_bytes"]
