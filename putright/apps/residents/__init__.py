"""The people and homes a landlord knows: residents, households, tenancies, representatives."""
