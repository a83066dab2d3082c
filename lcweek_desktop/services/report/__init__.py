"""A unit's own report: entering, checking, freezing it."""
