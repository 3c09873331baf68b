"""Documents from plain data: PDF (typst), Word, Excel and CSV. No models, no requests."""
