"""Tổng hợp: the sums, and who gave them."""
