"""The window. Holds no rule: it asks services and shows what they say."""
