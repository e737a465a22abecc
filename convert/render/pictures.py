"""Pictures of the ebook (图片, 封面): their kinds read from their bytes, the publisher's cover looked at before it is taken."""
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from convert.refusal import Refusal
from convert.render import cover
from convert.render.package import Resource
from convert.words import say

# by the first bytes: EPUB 3.3, 3.2, core media types of images
KINDS = ((b"\xff\xd8\xff", "image/jpeg", "jpg"), (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
         (b"GIF8", "image/gif", "gif"), (b"RIFF", "image/webp", "webp"), (b"<svg", "image/svg+xml", "svg"),
         (b"<?xml", "image/svg+xml", "svg"))
COVERS = ("image/jpeg", "image/png")        # what every shelf and shop shows
LEAST, MOST = 1000, 5_600_000               # pixels of a cover: its height at least, all of it at most (Apple Books)


class Front(NamedTuple):
    """A cover, and what a person should know of it."""

    picture: Resource
    warnings: tuple[str, ...] = ()


def picture(id_: str, name: str, content: bytes) -> Resource:
    """A picture as a resource. Raises Refusal for a kind that EPUB does not know."""
    for begin, kind, suffix in KINDS:
        if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(begin):
            return Resource(id_, f"{id_}.{suffix}", kind, content)
    raise Refusal("refuse.picture", path=name)


def given(name: str, content: bytes, language: str) -> Front:
    """The publisher's cover, unchanged, with a warning where it will look poor on a shelf.

    Raises Refusal for what is no JPEG or PNG, is broken, or is in the colours of a printing press (CMYK), which readers
    show wrongly or not at all.
    """
    from PIL import Image, ImageFile

    found = picture("cover-image", name, content)
    if found.media_type not in COVERS:
        raise Refusal("refuse.cover_kind", path=name)
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False      # WeasyPrint lets all through
    try:
        with Image.open(BytesIO(content)) as image:
            image.load()
            (width, height), mode = image.size, image.mode
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refusal("refuse.cover_broken", path=name) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    if mode == "CMYK":
        raise Refusal("refuse.cover_colours", path=name)
    size = {"path": name, "width": width, "height": height}
    poor = {"small": height < LEAST, "large": width * height > MOST, "wide": width >= height}
    resource = Resource("cover-image", found.href, found.media_type, content, ("cover-image",))
    return Front(resource, tuple(say(f"cover.{key}", language, **size) for key in poor if poor[key]))


def drawn(said: cover.Wording, tokens: Mapping[str, str], language: str) -> Front:
    """Our own cover, with a warning where our faces lack a character of it."""
    palette = cover.Palette(tokens["paper"], tokens["ink"], tokens["grey"], tokens["accent"])
    lacking = "、".join(f"{c} (U+{ord(c):04X})" for c in cover.unknown(said))
    resource = Resource("cover-image", "cover-image.jpg", "image/jpeg", cover.draw(said, palette), ("cover-image",))
    return Front(resource, (say("cover.unknown", language, chars=lacking),) if lacking else ())
