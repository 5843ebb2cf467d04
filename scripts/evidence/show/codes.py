"""Addresses as pictures that a phone reads."""

from __future__ import annotations

import segno


def page_code(address: str) -> str:
    """`address` as a QR code: SVG with the quiet zone of four modules, error correction M or better."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None)
