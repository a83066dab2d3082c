"""Widgets, dialogs and the theme that every page shares; they know no report."""
