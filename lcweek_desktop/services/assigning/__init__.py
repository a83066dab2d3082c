"""Giving units below their code, place and terms, each in one signed file, and opening such a file."""
