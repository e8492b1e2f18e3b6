"""The vocabulary of tables of opened scores: column heads, and how a score was sealed."""

HEADS = ("盲审编号", "评审专家", "得分", "顺序", "密封方式")
"""Codename, reader, points, place in the order of appointment, how it was sealed."""

BY_READER, AT_REST = "本人密封", "录入后密封"
"""How a score was sealed: by its reader, or at rest only, after the office had typed it from paper."""

SHEET = "评分"
"""The name of the sheet."""
