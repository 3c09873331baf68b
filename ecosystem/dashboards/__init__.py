"""Pages that read everything. The figures are worked out in programmes.models (counting, achievement), since reports print the same."""
