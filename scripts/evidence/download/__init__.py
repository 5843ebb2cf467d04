"""Answers to data files."""
