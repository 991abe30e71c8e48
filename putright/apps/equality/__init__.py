"""What residents freely tell about themselves, held apart from their complaints.

`answering.erase(case)` removes it with a case; `report.blocks` gives the figures to reports.
"""
