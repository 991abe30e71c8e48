"""Figures as they stand, for whoever answers for them, each opening to the cases behind it."""
