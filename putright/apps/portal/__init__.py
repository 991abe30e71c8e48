"""The resident's own pages: complaining, following a complaint, and the doors beside."""
