"""A letter while it is written: what a person chooses and types, the gate, drafts, approval."""
