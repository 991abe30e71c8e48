"""Letters: a tree of blocks composed from a case, and what must stand in it. Drawing it on paper is somebody else's."""
