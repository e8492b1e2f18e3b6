"""How long personal data are kept, what is due for deletion on a day, and its lawful deletion with a record."""
