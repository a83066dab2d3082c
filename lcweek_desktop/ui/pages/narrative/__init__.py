"""Phụ lục I: the narrative, edited on a page that looks like the printed one."""
