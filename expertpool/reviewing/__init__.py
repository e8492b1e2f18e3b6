"""The review over files: forms, tables of scores and counts in, results and advice out."""
