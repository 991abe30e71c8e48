"""The most that a landlord keeps in the workbench. Each is far more than anybody needs; what is over is refused.

How large one file, document or rehearsal may be stands with what reads it: `drafts.forms`, `readings.extracting`,
`rehearsals.forms`, `putright.data.bundles`.
"""

DRAFTS_AT_ONCE = 50
"""Drafts that are being worked on or wait for approval."""
DRAFTS = 1000
"""Drafts in all, with those that were put away or adopted."""
REVISIONS = 1000
"""Revisions of a draft. None is ever thrown away: beyond it another draft is begun from the last one."""
TRIALS_AT_ONCE = 5
"""Trials that wait or go: the worker has other landlords' as well."""
TRIALS = 200
"""Trials in all. Each holds a row for every complaint that would have gone otherwise."""
READINGS = 200
"""Printed policies that were read."""
REHEARSALS = 1000
"""Rehearsals that are run."""
REHEARSALS_WRITTEN = 5000
"""Rehearsals in all, with those that were taken out."""
REHEARSALS_AT_ONCE = 50
"""Rehearsals of a landlord's own that one page runs: a thousand take three seconds."""
STATES = 1000
"""Saved states of a rehearsal."""
