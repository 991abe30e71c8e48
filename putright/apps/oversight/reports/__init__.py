"""Reports on the policies' rhythms: drawn up, commented, issued, received, asked about, restated."""
