"""What a careful editor would ask: one rule per function."""
