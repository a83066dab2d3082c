"""The demo: made-up schools, and the units above them up to a district, do the whole job in one folder."""
