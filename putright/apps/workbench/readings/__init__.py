"""Printed policies that were read and held against what runs."""
