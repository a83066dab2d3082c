"""Hình ảnh: the photos of the report."""
