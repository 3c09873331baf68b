"""Pages that read everything. Their figures come from programmes.models (counting, achievement), like the reports'."""
