"""A list of applicants: its columns and its reading, by the same machinery as a roster of experts."""
