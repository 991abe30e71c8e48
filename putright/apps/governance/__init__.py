"""The policy and those who answer for it: versions, consultation, training, objectives, roles, incidents."""
