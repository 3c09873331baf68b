"""Pages that read everything. The figures come from programmes.models (counting, achievement), as those of reports do."""
