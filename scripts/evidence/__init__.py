"""Study records in, evidence pages out. Data flows one way: read, reckon, show."""
