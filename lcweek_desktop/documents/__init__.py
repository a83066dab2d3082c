"""Documents that a report is printed as: the neutral document, and its PDF, DOCX and workbook."""
