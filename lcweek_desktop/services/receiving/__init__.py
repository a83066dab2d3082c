"""Reports that come in: taking them in, listing them, and what a person decides about them."""
