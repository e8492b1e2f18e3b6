"""The papers an office hands in: each from what is on record and what the office states, with its clause."""
