"""What a record is: one module per folder or file of references/."""
