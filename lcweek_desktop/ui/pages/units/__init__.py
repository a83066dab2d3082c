"""Đơn vị: the directory of the units below, and what was decided about it."""
