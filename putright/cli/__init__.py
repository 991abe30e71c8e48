"""The command line. Commands about policies load no Django."""
