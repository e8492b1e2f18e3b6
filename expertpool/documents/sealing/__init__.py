"""PDFs with a verification block and the office's seal added after the body, which stays as it was byte for byte."""
