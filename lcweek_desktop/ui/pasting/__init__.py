"""Text copied in other programs, read as blocks: paragraphs, lists and tables."""
