"""A new version of the program: looked at, offered, started."""
