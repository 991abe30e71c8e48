"""Every channel in: today what staff write down; each door leads to the same log."""
