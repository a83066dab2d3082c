"""What the two tables of the form share: the table that is filled, and the table of sums."""
