"""Answers and values to English: the only place with sentences about evidence."""
