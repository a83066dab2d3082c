"""Backups of a data folder: making, listing, carrying away and restoring them (docs/adr/0044)."""
