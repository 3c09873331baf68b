"""Both languages are complete: the catalogue, the source it is taken from, and the pages people see."""
