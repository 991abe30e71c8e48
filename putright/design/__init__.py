"""How pages look: the form renderer, widgets, template tags, base templates. README.md shows how to use them."""
