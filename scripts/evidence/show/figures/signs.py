"""Measures of signs that stand in more than one picture."""

SAMPLE = 16
"""Width and height of the little picture of a sign in a legend."""
ON = 4
"""How far below the middle of a shape the letters on it stand."""
