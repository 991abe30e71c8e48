"""Cases: the log, its one door, and the officer's pages."""
