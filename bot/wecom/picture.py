"""From bytes that claim to be a photo to a photo we keep: upright, at most 2048 pixels, without any metadata."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from bot.ports import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LONGEST_SIDE = 2048
#: Pixels. A phone makes 50 million at most; a file of a few bytes can claim any number.
MOST_PIXELS = 64_000_000
_QUALITY = 85


def develop(content: bytes) -> Picture | None:
    """The picture, re-encoded; None when it is none of JPEG, PNG, WebP and GIF, broken, or too many pixels.

    JPEG comes out; PNG where there is transparency or the source was drawn (PNG, GIF). An animation gives its first
    frame.
    """
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
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
    drawn = source.format in {"PNG", "GIF"}
    upright = ImageOps.exif_transpose(source)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
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
