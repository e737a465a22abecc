"""The passes on files of several articles, on faults and look-alikes; cases stand in ``cases/PASS.toml``."""
from __future__ import annotations

from typing import Any

import pytest
from conftest import cases, made

from convert.clean import clean, printed

FIRST = """盐田边的小学有了新路
本报记者　何文
　　盐田边的小学有四十个孩子，教室的窗子正对着海，课间他们跑到堤上去看船。
"""
REST = """
灯塔换了新灯
本报记者　陆瑶
　　灯塔上的老灯昨天换了下来，守灯人把它擦得很亮，摆进了村里的陈列室。
　　新灯比老灯省电，雾天里能照得更远，晚归的船说，老远就看见它在那里等着。"""
CONTEXTS = {"page": (FIRST, REST + "\n"), "page-end": (FIRST, "\n")}


@pytest.mark.parametrize("case", [c for name in ("continuations", "captions", "reprints", "mastheads") for c in cases(name)])
def test_case(case: dict[str, Any]) -> None:
    before, after = CONTEXTS[case["context"]]
    damaged, clear = (before + case.get(side, "").replace("{rest}", REST) + after for side in ("before", "after"))
    cleaned = clean(made(damaged))
    kinds, held = ([r.kind for r in repairs] for repairs in (cleaned.applied, cleaned.held))
    if case["expect"] == "fix":
        assert case["kind"] in kinds
        assert printed(cleaned.text) == printed(made(clear))
    else:
        assert case["kind"] not in kinds
        assert (case["kind"] in held) == (case["expect"] == "hold")
