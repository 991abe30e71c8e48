"""What the board, the regulator and the residents are told: a part for each way. Reads only, but for its own papers."""
