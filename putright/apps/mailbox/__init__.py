"""What comes by e-mail: fetched, read, told apart, filed with its case or laid before a person."""
