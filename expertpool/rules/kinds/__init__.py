"""One kind of rule a file; the table of contents lists them all."""
