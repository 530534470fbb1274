"""Who is at work: leaves, stand-ins, gaps, promises, rounds and inspections."""
