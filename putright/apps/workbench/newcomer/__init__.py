"""A newcomer's policy: guided questions whose answers make a draft of a policy of the landlord's own."""
