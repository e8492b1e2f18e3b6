"""QR codes as drawings for pages."""

from __future__ import annotations

import re

from markupsafe import Markup


def qr_svg(content: str) -> Markup:
    """The code as an SVG element with its quiet zone, without inline style."""
    import zxingcpp  # noqa: PLC0415  # where a code is shown alone

    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode).to_svg(add_quiet_zones=True)
    side = re.search(r'width="([0-9]+)"', drawn)
    box = f'viewBox="0 0 {side[1]} {side[1]}"' if side else ""
    plain = re.sub(r"<svg [^>]*>", f'<svg {box} role="img" aria-label="QR">', drawn[drawn.index("<svg") :], count=1)
    return Markup(plain)  # noqa: S704  # drawn by the library from modules alone: the content is not in it as text
