"""What a landlord publishes about complaints: composed from its policy, frozen, kept in every version, and logged."""
