"""The demonstration: invented landlords' people and complaints, made through the application's own actions."""
