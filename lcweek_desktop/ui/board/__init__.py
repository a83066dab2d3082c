"""The board of the units directly below: who has reported, and who is to be reminded."""
