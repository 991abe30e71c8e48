"""“Follow my complaint”: the complainant's side looks at their own complaint, and acts on it."""
