"""The reviewer's desk: an expert's own machine, with keys, packets, drafts and receipts; no path leads to applicants."""
