"""The secret ballot: its definition, blind-signed tokens, sealed votes, the box, the opening, and paper beside them."""
