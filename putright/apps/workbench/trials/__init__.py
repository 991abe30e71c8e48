"""A draft tried on what has happened: which past complaints would have gone otherwise."""
