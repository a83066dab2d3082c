"""A unit of this installation at work on one campaign: data folder, forms, directory, keys, files."""
