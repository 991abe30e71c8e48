"""A letter on its way: the channels, the post room, proof, and what comes back."""
