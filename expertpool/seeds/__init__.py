"""A fictional city for demonstrations and training."""
