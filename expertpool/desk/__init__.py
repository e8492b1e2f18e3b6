"""The reviewer's desk: an expert's own machine, with keys, packets, drafts, receipts; no path leads to applicants."""
