"""What a landlord publishes about complaints, composed from its policy: no text can say another time or address."""
