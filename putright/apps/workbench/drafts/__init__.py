"""Drafts of a policy: every state that was saved is kept."""
