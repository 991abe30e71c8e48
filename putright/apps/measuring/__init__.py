"""What is counted: the facts of each case kept beside the log, and any figure of any past day."""
