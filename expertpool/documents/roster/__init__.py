"""A roster of experts as offices really make it: read, checked by cell, marked, and its template."""
