"""The year's calendar: which days are worked, how a term is counted, and what is due when."""
