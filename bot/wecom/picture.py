"""From bytes that claim to be a photo to a photo we keep: upright, at most 2048 pixels, without any metadata."""

import struct
import threading
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from bot.ports import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LONGEST_SIDE = 2048
#: Pixels. A phone makes 50 million at most; a file of a few bytes can claim any number. Only a JPEG, and none that is
#: stored in several passes, can be read at a smaller size from the start; WebP takes 16 bytes a pixel.
MOST_PIXELS = {"JPEG": 64_000_000, "progressive": 24_000_000, "PNG": 24_000_000, "GIF": 24_000_000, "WEBP": 12_000_000}
_QUALITY = 85
#: Whoever sends many photos at once must not fill the memory: they are developed one after the other.
_DARKROOM = threading.Lock()


def develop(content: bytes) -> Picture | None:
    """The picture, re-encoded; None when it is none of JPEG, PNG, WebP and GIF, broken, or too many pixels.

    JPEG comes out; PNG where there is transparency or the source was drawn (PNG, GIF). An animation gives its first
    frame.
    """
    try:
        with _DARKROOM, Image.open(BytesIO(content), formats=FORMATS) as image:
            kind = "progressive" if image.info.get("progressive") else image.format or ""
            if image.width * image.height > MOST_PIXELS[kind]:
                return None
            return _encode(image)
    except (
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        OverflowError,
        struct.error,
        zlib.error,
    ):
        return None


def _encode(source: Image.Image) -> Picture:
    """Smaller first, and upright then: turned at its full size a photo takes the memory of two."""
    drawn = source.format in {"PNG", "GIF"}
    source.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a half, a quarter or an eighth
    source.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(source)
    as_png = drawn or upright.has_transparency_data
    clean = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # EXIF, comments, colour profiles and text chunks live here; encoders copy some of them on their own.
    clean.info.clear()
    out = BytesIO()
    if as_png:
        clean.save(out, format="PNG", optimize=True)
        return Picture("image/png", out.getvalue())
    clean.save(out, format="JPEG", quality=_QUALITY, optimize=True)
    return Picture("image/jpeg", out.getvalue())
