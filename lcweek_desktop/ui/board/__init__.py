"""The board of the units directly below."""
