"""Sao lưu: the backups of the data, a copy to carry away, and restoring one."""
