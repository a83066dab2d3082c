"""Tổng quan: the steps of the job, and who has reported."""
