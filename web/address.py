"""Where a server listens unless it is told otherwise."""

from __future__ import annotations

import click

HOST, PORT = "127.0.0.1", 8000
PORTS = click.IntRange(0, 65535)
