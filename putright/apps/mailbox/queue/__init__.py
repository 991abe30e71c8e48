"""The pages on which people deal with what came by e-mail and could not be filed for certain."""
