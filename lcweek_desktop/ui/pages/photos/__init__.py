"""Hình ảnh: the photos of the report, with their captions and their order."""
