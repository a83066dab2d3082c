"""Phụ lục II: the table of figures, looking like the paper and filled by keyboard."""
