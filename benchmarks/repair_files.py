"""Real files judged: damaged ones by what is known of them, clean ones by what is done to them.

NAME.txt with NAME.txt.expect.json is judged by the fields that stand there (all may be left out):

encoding, title        as found
headings               in order; an entry may be a list of wordings, each of which counts; true_headings adds one more wording
headings_optional, headings_optional_re   lines that may be headings or not
junk_lines             lines that must leave · junk_inline: words that must leave
broken_joins           [{"damaged", "right"}]: the right words must stand in the text (quotes count alike, straight or curled)
paragraph_start        a pattern: source lines that match it, and headings, begin a paragraph, all others go on in the one above
verse_lines_not_to_join   lines that must stay lines
toc_lines              a printed contents list: none may stand beside the heading itself
keep                   words that must stand as often as in the source

White space counts nowhere. Every other text is taken for clean: its applied repairs are listed, its held ones counted.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from damage_heads import bare, matches
from damage_score import balanced, placed

from convert.clean import Cleaned, clean, printed
from convert.parse import parse
from convert.read import read
from convert.report.record import entries
from convert.tree import outline

MARKDOWN = {".txt", ".md"}


def files(folder: Path) -> dict[str, Any]:
    """Every text of a folder, judged."""
    texts = sorted(p for p in folder.iterdir() if p.suffix in MARKDOWN and p.name != "README.md")
    return {p.name: one(p) for p in texts}


def one(path: Path) -> dict[str, Any]:
    """One file: what holds for any, then by its expectations or as a clean text."""
    began = time.perf_counter()
    text = read(path.read_bytes(), path.stem)
    cleaned = clean(text)
    document = parse(cleaned.text, cleaned.held)
    took = time.perf_counter() - began
    words = printed(cleaned.text)
    again = clean(read(words.encode(), path.stem))
    out: dict[str, Any] = {
        "characters": len(text), "seconds": round(took, 2), "encoding": text.source.encoding,
        "title": document.meta.title, "creator": document.meta.creator, "balanced": balanced(cleaned),
        "idempotent": not again.applied and printed(again.text) == words,
        "applied": dict(Counter(r.kind for r in cleaned.applied)),
        "held": dict(Counter(r.kind for r in cleaned.held)),
        "held_per_1000": round(1000 * len(cleaned.held) / max(1, len(text)), 2),
    }
    expect = path.with_name(path.name + ".expect.json")
    heads = [e.title for e in outline(document)]
    if expect.exists():
        return out | expected(json.loads(expect.read_text("utf-8")), cleaned, words, heads)
    changes = [
        f"{e.line}:{e.column} {e.repair.kind} {e.repair.before!r} → {e.repair.after!r}" for e in entries(cleaned) if e.applied
    ]
    return out | {"headings": len(heads), "changes": changes}


def expected(expect: dict[str, Any], cleaned: Cleaned, words: str, heads: Sequence[str]) -> dict[str, Any]:
    """The judgement by expectations: shares, and under ``missed`` every miss."""
    solid = bare(words)
    missed: dict[str, list[str]] = {}
    lines = Counter(bare(line) for line in words.splitlines())
    out: dict[str, Any] = {}
    said = expect.get("encoding")
    out["encoding_right"] = said is None or _code(cleaned.original.source.encoding) == _code(said)
    out["headings"], missed["headings"] = _headings(expect, heads)
    for field in ("junk_lines", "junk_inline"):
        junk = expect.get(field, [])
        missed[field] = [j for j in junk if bare(j) in solid]
        out[field] = _share(len(junk) - len(missed[field]), len(junk))
    joins = expect.get("broken_joins", [])
    folded = _folded(solid)
    missed["broken_joins"] = [j["right"] for j in joins if _folded(bare(j["right"])) not in folded or "\n" in _torn(j, words)]
    out["broken_joins"] = _share(len(joins) - len(missed["broken_joins"]), len(joins))
    if "paragraph_start" in expect:
        out["line_joins"], missed["line_joins"] = _line_joins(expect, cleaned)
    verse = expect.get("verse_lines_not_to_join", [])
    missed["verse"] = [v for v in verse if not lines[bare(v)]]
    contents = Counter(map(bare, expect.get("toc_lines", [])))
    known = Counter(map(bare, heads))
    missed["contents"] = [t for t in contents if lines[t] > max(1, known[t])]
    missed["keep"] = [k for k in expect.get("keep", []) if solid.count(bare(k)) < bare(cleaned.original.chars).count(bare(k))]
    for field, whole in (("verse", len(verse)), ("contents", len(contents)), ("keep", len(expect.get("keep", [])))):
        out[field] = _share(whole - len(missed[field]), whole)
    return out | {"missed": {k: v for k, v in missed.items() if v}}


def _headings(expect: dict[str, Any], heads: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    wordings = [h if isinstance(h, list) else [h] for h in expect.get("headings", [])]
    for also, words in zip(expect.get("true_headings", []), wordings, strict=False):
        words.append(also)
    same: dict[str, str] = {}
    for words in wordings:
        same.update({bare(w): bare(words[0]) for w in words})
    optional = {bare(h) for h in expect.get("headings_optional", [])}
    patterns = [re.compile(p) for p in expect.get("headings_optional_re", [])]
    found = [same.get(bare(h), bare(h)) for h in heads]
    true = [bare(words[0]) for words in wordings]
    found = [h for h in found if h in same or (h not in optional and not any(p.search(h) for p in patterns))]
    right = matches(true, found)
    extra, absent = Counter(found) - Counter(true), Counter(true) - Counter(found)
    f1 = round(2 * right / (len(true) + len(found)), 4) if true or found else None
    scores = {"true": len(true), "found": len(found), "right": right, "f1": f1}
    return scores, [f"+{h[:40]}" for h in extra] + [f"-{h[:40]}" for h in absent]


def _line_joins(expect: dict[str, Any], cleaned: Cleaned) -> tuple[dict[str, Any], list[str]]:
    """Line by line: what must go on in the line above, and does."""
    pattern = re.compile(expect["paragraph_start"])
    heads = {bare(w) for h in expect.get("headings", []) for w in (h if isinstance(h, list) else [h])}
    fresh = {start: new for _, start, end, new in placed(cleaned.text) if end > start}
    source = cleaned.original
    rows: list[tuple[str, int]] = []  # every line that is not blank: as it stands, and the byte of its first word
    at = 0
    for line in source.chars.splitlines(keepends=True):
        if line.strip():
            rows.append((line.rstrip(), source.starts[at + len(line) - len(line.lstrip())]))
        at += len(line)
    wanted = made = right = 0
    misses: list[str] = []
    for (above, _), (line, byte) in pairwise(rows):
        if byte not in fresh:
            continue
        joined, want = not fresh[byte], not (pattern.search(line) or bare(line) in heads or bare(above) in heads)
        wanted, made, right = wanted + want, made + joined, right + (want and joined)
        if want != joined:
            misses.append(f"{'wrong' if joined else 'missed'}: {above.strip()[-14:]}|{line.strip()[:14]}")
    return {
        "wanted": wanted,
        "made": made,
        "right": right,
        "precision": _share(right, made),
        "recall": _share(right, wanted),
    }, misses


def _torn(join: dict[str, str], words: str) -> str:
    """The place in the printed text where the right words stand, with its line ends."""
    pattern = r"\s*".join(map(re.escape, _folded(bare(join["right"]))))
    m = re.search(pattern, _folded(words))
    return m[0] if m else ""


def _folded(words: str) -> str:
    return words.translate(str.maketrans("“”「」‘’『』", '""""' + "''''"))


def _code(name: str) -> str:
    name = name.lower().replace("_", "-").replace("-sig", "")
    return "gb18030" if name in ("gbk", "gb2312") else re.sub("-?(le|be)$", "", name)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def told(found: dict[str, Any], show: int = 0) -> Iterator[str]:
    """What ``files`` has found, as lines for people; the macro averages over the expectations at the end."""
    averages: dict[str, list[float]] = {}
    for name, one in found.items():
        yield f"{name}  {one['characters']} characters, {one['seconds']} s, {one['encoding']}"
        yield f"    title {one['title']}, creator {one['creator']}"
        yield f"    balanced {one['balanced']}, cleaning again changes nothing {one['idempotent']}"
        yield f"    applied {one['applied']}"
        yield f"    held {one['held']}: {one['held_per_1000']} per 1,000 characters"
        if "changes" in one:
            yield from (f"      {change}" for change in one["changes"][: max(show, 12)])
            continue
        for field in ("headings", "junk_lines", "junk_inline", "broken_joins", "line_joins", "verse", "contents", "keep"):
            value = one.get(field)
            if value is None:
                continue
            yield f"    {field} {value}"
            score = value["f1"] if field == "headings" else None if field == "line_joins" else value
            if score is not None:
                averages.setdefault(field, []).append(score)
        for field, misses in one["missed"].items():
            yield f"    missed {field}: {len(misses)}"
            yield from (f"      {miss}" for miss in misses[: max(show, 6)])
    for field, scores in averages.items():
        yield f"macro average {field}: {sum(scores) / len(scores):.4f} over {len(scores)}"
