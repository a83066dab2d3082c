"""Tiếp nhận: files dropped in, what became of each, and what a person has to settle."""
