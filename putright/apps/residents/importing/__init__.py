"""Taking in residents and homes from a file of the housing system."""
