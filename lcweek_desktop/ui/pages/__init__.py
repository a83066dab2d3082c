"""The pages of the window; none imports another."""
