"""Campaigns of other years: begun, checked, compared, published in one file, installed from one."""
