"""Files to a library: judges form, never content."""
