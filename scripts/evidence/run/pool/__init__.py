"""The command `evidence pool`: a table to a sum and a report."""
