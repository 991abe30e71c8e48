"""Letters: composed from the case, issued with the event they belong to, frozen, and delivered."""
