"""Copies of the data: backups, restoring them, and what that means for what is sent next."""
