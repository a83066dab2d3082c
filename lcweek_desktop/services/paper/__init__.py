"""Signed paper that came back: reading its code, comparing it, attaching scans."""
