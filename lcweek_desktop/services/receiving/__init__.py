"""Received reports: receiving files, listing what was received, and what a person decides about it."""
