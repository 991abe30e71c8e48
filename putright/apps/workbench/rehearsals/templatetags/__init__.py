"""Template tags of rehearsals."""
