"""The first start: which unit works here, and who signs."""
