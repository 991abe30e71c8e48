"""Timings that have limits: `putright bench`. What they found stands in docs/reference/performance.md."""
