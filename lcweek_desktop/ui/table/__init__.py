"""What the two tables of the form share: columns, header, delegate, roles."""
