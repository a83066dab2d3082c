"""Phụ lục II: the table of figures, which looks like the paper and is filled by keyboard."""
