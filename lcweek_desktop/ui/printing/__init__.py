"""The pages of a report on screen and on a printer."""
