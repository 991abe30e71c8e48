"""The self-assessment on the form of the Code, from the landlord's own records."""
