"""What complaints teach: lessons, actions, themes, and what became of them."""
