"""The procedure engine: pure functions of (events, policy, people, date). No clock, no files, no network."""
