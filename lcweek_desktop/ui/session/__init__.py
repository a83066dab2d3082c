"""One unit at work in the window: its report in memory, edits, the worker thread, what a page is."""
