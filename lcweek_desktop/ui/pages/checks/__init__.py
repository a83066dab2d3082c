"""Kiểm tra: what is wrong with the report, and the warnings that were accepted."""
