"""A year's campaign being made: its rows, headings, texts and dates, before it is published."""
