"""A party's own tool for the ceremony of a draw: its keys, its memory, what it checks, and what it then signs."""
