"""The fictional city's review that is still open: its packets, typeset as they would be released."""

from __future__ import annotations

from datetime import UTC, datetime

from expertpool.documents.typesetting import typeset
from expertpool.seeds.tables import table

_MADE = datetime(2025, 7, 20, tzinfo=UTC)
_TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 26mm, numbering: "1 / 1")
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh")
#set par(leading: 1em, spacing: 1.2em, first-line-indent: (amount: 2em, all: true))
#align(center, text(size: 20pt, data.title))
#for (at, one) in data.page.enumerate() {
  if at > 0 { pagebreak() }
  heading(one.heading)
  v(1em)
  for paragraph in one.paragraphs { par(paragraph) }
}
"""


def reading_title() -> str:
    """What the open review's group is called."""
    return str(table("reading")["title"])


def reading_packets() -> tuple[bytes, ...]:
    """One PDF a packet, in the order of the table; the same bytes at every call, and nobody's name in them."""
    return tuple(typeset(_TEMPLATE, dict(one), made=_MADE) for one in table("reading")["packet"])
