"""Widgets, dialogs and the theme that all pages share. Nothing here knows what a report is."""
