"""Samples that are really drawn: complainants asked how it went, stage 2 complaints learnt from."""
