"""Pages that read everything. The figures themselves are worked out in programmes.figures, since reports print the same."""
