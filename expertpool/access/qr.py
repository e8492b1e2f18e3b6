"""A QR code as characters, for terminals and for printing beside a secret."""

from __future__ import annotations

HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Two modules a character, dark ones left out: terminals are dark, or show dark on light, and both can be read."""


def qr_text(content: str) -> str:
    """The code in half-block characters, with its quiet zone."""
    import numpy  # noqa: PLC0415  # where a code is shown alone
    import zxingcpp  # noqa: PLC0415  # where a code is shown alone

    image = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode).to_image(scale=1, add_quiet_zones=True)
    dark = numpy.array(image) < 128
    rows = [[bool(module) for module in row] for row in dark]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(HALVES[both] for both in zip(upper, lower, strict=True)) for upper, lower in pairs)
