"""People, teams and roles, and what each may do."""
