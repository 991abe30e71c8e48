"""How long records are kept, what keeps them longer, disposing of them, and giving a person their own data."""
