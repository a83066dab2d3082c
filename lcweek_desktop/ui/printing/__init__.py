"""The report's pages on screen (the preview) and on a printer."""
