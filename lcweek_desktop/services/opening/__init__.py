"""Files that are opened by themselves, whatever they are: what each is, and what becomes of it here."""
