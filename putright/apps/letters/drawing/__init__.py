"""A letter as a file: PDF, Word, plain text, and where they are stored."""
