"""Pages that read everything. Their figures come from programmes.grants.models (counting, achievement), like the reports'."""
