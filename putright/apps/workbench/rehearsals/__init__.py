"""Rehearsals of a landlord's own: written in the pages, or from a case with its people removed."""
