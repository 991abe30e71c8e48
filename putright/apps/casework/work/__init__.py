"""The pages one works from: what is due, and search."""
