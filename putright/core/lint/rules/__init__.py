"""The rules, a file each; the name of the file is the id of the rule."""
