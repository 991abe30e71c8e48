"""Adopting a version of the policy: proposed, approved by those whom the policy names, in force from a day on."""
