"""What a unit holds of the units below it, and what that adds up to."""
