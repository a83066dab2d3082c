"""Phụ lục I: the narrative on a page that looks like the printed one."""
