"""Makes pages of whatever was sent in, and withholds words from them. Knows no database: files in, files out.

Files come from anybody, so this runs in a process of its own (`__main__`), with limits, never in a web worker.
"""
