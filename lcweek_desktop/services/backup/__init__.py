"""Copies of the data: making, listing, carrying away and restoring them, and what a restore means for what is
sent next (docs/adr/0044, 0048)."""
