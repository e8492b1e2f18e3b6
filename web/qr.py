"""QR codes as drawings for pages."""

from __future__ import annotations

import re


def qr_svg(content: str) -> str:
    """The code as an SVG element with its quiet zone, without inline style."""
    import zxingcpp  # noqa: PLC0415  # where a code is shown alone

    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode).to_svg(add_quiet_zones=True)
    side = re.search(r'width="([0-9]+)"', drawn)
    box = f'viewBox="0 0 {side[1]} {side[1]}"' if side else ""
    return re.sub(r"<svg [^>]*>", f'<svg {box} role="img" aria-label="QR">', drawn[drawn.index("<svg") :], count=1)
