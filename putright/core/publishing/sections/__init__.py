"""What publications say, piece by piece: telling us, the procedure, its limits, and what comes after."""
