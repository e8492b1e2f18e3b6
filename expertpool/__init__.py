"""The domain and its memory: what a pool, a committee, a rule and a draw are, and what happened to them."""

from importlib.metadata import version

__version__ = version("expertpool")
