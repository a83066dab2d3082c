"""Kỳ báo cáo: making the form of another year from an earlier one."""
