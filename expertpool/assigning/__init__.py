"""From packets and experts to a question the solver can answer: how well they fit, and what limits hold."""
