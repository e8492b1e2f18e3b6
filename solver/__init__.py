"""Opaque ids in; a panel, a lottery, or a reason out."""
