"""What becomes of a photo before it is kept."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.wecom import picture


def made(format: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, (255, 0, 0, 128) if mode == "RGBA" else "red").save(out, format=format, **how)
    return out.getvalue()


def looked_at(content: bytes) -> tuple[str, Image.Image]:
    kept = picture.develop(content)
    assert kept is not None
    return kept.content_type, Image.open(BytesIO(kept.content))


@pytest.mark.parametrize(
    ("format", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
    ],
)
def test_the_four_formats_come_out_as_jpeg_or_png(format: str, mode: str, content_type: str) -> None:
    kind, image = looked_at(made(format, mode=mode))
    assert (kind, image.size) == (content_type, (40, 20))
    image.load()


def test_nothing_but_the_picture_remains() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    for content in (
        made("JPEG", exif=exif, comment=b"SecretComment", icc_profile=b"SecretProfile" * 20),
        made("PNG", exif=exif, pnginfo=_note()),
        made("WEBP", exif=exif),
    ):
        kept = picture.develop(content)
        assert kept is not None
        assert b"Secret" in content
        assert b"Secret" not in kept.content
        assert not Image.open(BytesIO(kept.content)).getexif()


def _note() -> PngInfo:
    note = PngInfo()
    note.add_text("Author", "SecretName")
    return note


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _, image = looked_at(made("JPEG", exif=exif))
    assert image.size == (20, 40)


def test_a_large_picture_is_made_smaller_in_proportion() -> None:
    _, image = looked_at(made("JPEG", (4096, 1024)))
    assert image.size == (2048, 512)


_PEAK = """
import re, sys
from pathlib import Path
from bot.wecom import picture
assert picture.develop(sys.stdin.buffer.read())
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells the peak of a process there")
@pytest.mark.parametrize(("format", "size"), [("JPEG", (8_000, 6_200)), ("PNG", (6_000, 3_999))])
def test_a_photo_of_the_largest_phone_taken_sideways_does_not_fill_the_memory(
    format: str, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = made(format, size, exif=exif)
    told = subprocess.run([sys.executable, "-c", _PEAK], input=photo, capture_output=True, check=True)
    assert int(told.stdout) < 200 * 1024


def test_photos_are_developed_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[bool] = []
    monkeypatch.setattr(picture, "_encode", lambda _: alone.append(picture._DARKROOM.locked()))
    picture.develop(made("PNG"))
    assert (alone, picture._DARKROOM.locked()) == ([True], False)


def test_of_an_animation_the_first_frame_is_kept() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:])
    _, image = looked_at(out.getvalue())
    assert image.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        made("JPEG")[:-200],
        made("PNG")[:60],
        made("BMP"),
        made("TIFF"),
        claiming(9_000, 9_000),
        made("JPEG", (6_000, 4_100), progressive=True),
        claiming(10_000, 10_000),
        claiming(60_000, 60_000),
        claiming(100, 100),
    ],
    ids=range(13),
)
def test_what_is_no_good_picture_is_refused(content: bytes) -> None:
    assert picture.develop(content) is None
