"""An append-only log: its tree and proofs, its signed heads, and the witness who keeps them."""
