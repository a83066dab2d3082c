"""The whole chain once, in one folder."""
