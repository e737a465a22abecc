"""House rules of Chinese line setting as data 排版体例.

All lengths are thousandths of an em (千分之一字宽). The letters are the token classes of `kinds.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules one house sets its lines by.

    `no_start` and `no_end` are the classes that may not stand at a line's edge 行首行尾禁则 (clreq 3.1.2). `half` are
    the classes set at half width throughout 开明式. `squeeze` is the order in which a full line gives way 标点挤压
    (clreq 3.2.3): each step is a set of classes that share one reduction, G being the gap between Han and Latin; the
    last step is taken only when every earlier one is used up.
    """

    name: str
    no_start: str = "CKPXMZN"
    no_end: str = "O"
    half: str = ""
    squeeze: tuple[str, ...] = ("S", "M", "OC", "K", "G", "PX")
    gap: int = 250          # Han–Latin gap 中西间距: ¼, at least ⅛, at most ⅓
    gap_min: int = 125
    gap_max: int = 333
    space_min: int = 250    # word space 西文词距
    space_max: int = 500
    interpunct: int = 1000  # 间隔号: 1 or ½ (GB/T 15834-2011, 5.1.8)
    interpunct_min: int = 500


MAINLAND = Profile("mainland")
STRICT = Profile("strict", no_start="CKPXMZNU")
KAIMING = Profile("kaiming", half="OCK", interpunct=500)

PROFILES = {profile.name: profile for profile in (MAINLAND, STRICT, KAIMING)}
