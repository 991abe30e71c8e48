"""The pages of one case: the case itself, and a page for each step that may be taken on it."""
