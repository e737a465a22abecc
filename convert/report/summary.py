"""What a run found in a source (小结): metadata, sections, repairs, gaps, and whether it is beyond safe repair."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from convert.frequency import EVERYDAY
from convert.report import Find, kind_name, unmet, unplaced
from convert.report.account import Account, account
from convert.settings import Settings
from convert.tree import Document, Gap, outline, walk
from convert.words import say

if TYPE_CHECKING:
    from convert.clean import Cleaned
    from convert.text import Text

# What is more than this is beyond safe repair. Of thirteen real books and newspaper pages, sound and damaged, the worst
# have no character lost, .001 of their lines garbled, .8 repairs held in 1,000 characters.
LOST = 5.0          # unreadable characters in 1,000: one in every fourth or fifth sentence
GARBLED = .05       # of the lines
DOUBTFUL = 5.0      # held repairs in 1,000 characters

MUCH = .2           # of the text removed is worth a word; of nine damaged books the one that loses most loses .04

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
EVERYDAY_SHARE = .6     # of a line's Han characters: below it are 4 of 70,000 lines of real books, .6 to 1 of garbled ones
ASKED = ("title", "creator")


@dataclass(frozen=True, slots=True)
class Damage:
    """How bad a text is, by three plain facts of what the repairs have left.

    ``lost``: unreadable characters (U+FFFD) in 1,000. ``garbled``: the share of lines that are mojibake (乱码) or hold
    such characters. ``doubtful``: held repairs in 1,000 characters.
    """

    lost: float
    garbled: float
    doubtful: float

    def beyond(self) -> tuple[tuple[str, float], ...]:
        """The facts that make the text look beyond safe repair, each by its key of the words; none for a sound text.

        >>> Damage(lost=0, garbled=0, doubtful=0.7).beyond()
        ()
        """
        facts = (("lost", self.lost, LOST), ("garbled", self.garbled, GARBLED), ("doubtful", self.doubtful, DOUBTFUL))
        return tuple((key, value) for key, value, most in facts if value > most)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a reader of the terminal wants to know of a finished book. ``meta`` is None where the text does not say."""

    name: str
    language: str
    encoding: str
    evidence: tuple[str, ...]
    meta: Mapping[str, str | None]
    named_after_file: bool
    sections: int
    applied: Mapping[str, int]
    held: Mapping[str, int]
    gaps: int
    account: Account
    damage: Damage
    decisions: Path
    review: str | None = None           # the command that asks about what is held
    unmet: tuple[str, ...] = ()


def summarise(cleaned: Cleaned, document: Document, settings: Settings, decisions: Path, language: str, *,
              review: str | None = None, find: Find = unplaced) -> Summary:
    """Look at a cleaned text and its tree (as parsed, before anything is added to it).

    ``review`` is the command that asks the editor, ``find`` says where a decision of his stands.
    """
    source = cleaned.original.source
    given, found = settings.edition, document.meta
    meta = {"title": given.title or found.title, "creator": given.creator or found.creator,
            "date": given.date or found.date}
    return Summary(
        name=source.name, language=language, encoding=source.encoding, meta=meta,
        evidence=tuple(fact.say(language) for fact in source.evidence),
        named_after_file=document.head is None and settings.edition.title is None and meta["title"] == source.name,
        sections=len(outline(document)),
        applied=Counter(r.kind for r in cleaned.applied), held=Counter(r.kind for r in cleaned.held),
        gaps=sum(isinstance(node, Gap) for node, _ in walk(document)),
        account=account(cleaned), damage=damage(cleaned.text, cleaned), decisions=decisions,
        review=review, unmet=tuple(unmet(cleaned, language, find)))


def damage(text: Text, cleaned: Cleaned) -> Damage:
    """Measure what the repairs have left."""
    lines = [line for line in text.chars.splitlines() if line.strip()]
    thousands = max(sum(map(len, lines)), 1_000) / 1_000
    return Damage(lost=text.chars.count("\ufffd") / thousands, garbled=sum(map(garbled, lines)) / max(len(lines), 1),
                  doubtful=len(cleaned.held) / thousands)


def garbled(line: str) -> bool:
    """Does a line hold unreadable characters, or mostly Han that ordinary texts have not (ten or more of them)?

    >>> garbled("灯在桥头亮着，河水静静流过"), garbled("鐏湪妗ュご浜潃锛屾渤姘撮潤闈欐祦杩�")
    (False, True)
    """
    han = HAN.findall(line)
    return "\ufffd" in line or (len(han) >= 10 and sum(c in EVERYDAY for c in han) < EVERYDAY_SHARE * len(han))


def lines(summary: Summary, files: tuple[Path, ...] = (), warnings: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The summary as labelled lines, in its own language."""
    speak = summary.language

    def counted(key: str, kinds: Mapping[str, int]) -> str:
        total = say(f"sum.{key}", speak, n=sum(kinds.values()))
        each = ", ".join(f"{kind_name(kind, speak)} {n}" for kind, n in kinds.items())
        return f"{total} ({each})" if each else total

    counts = summary.account
    characters = (say("sum.read", speak, n=counts.read), say("sum.kept", speak, n=counts.kept),
                  counted("removed", counts.removed), counted("added", counts.added), say("sum.now", speak, n=counts.now))

    out = [("encoding", " · ".join((summary.encoding, *summary.evidence[:1])))]
    for key in ASKED:
        found = summary.meta[key]
        if key == "title" and summary.named_after_file:
            found = say("sum.missing_title", speak, name=found, file=summary.decisions)
        out.append((key, found or say("sum.missing", speak, file=summary.decisions, key=key)))
    if summary.meta["date"]:
        out.append(("date", summary.meta["date"]))
    out += [("sections", str(summary.sections)),
            ("repairs", f"{counted('applied', summary.applied)} · {counted('held', summary.held)}"),
            ("characters", " · ".join(characters)),
            ("gaps", str(summary.gaps) if summary.gaps else say("sum.none", speak))]
    if not counts.balanced:
        out.append(("warning", say("sum.unbalanced", speak)))
    gone = sum(n for kind, n in counts.removed.items() if kind != "mojibake")       # which is read anew, and does not leave
    if counts.read and (share := gone / counts.read) > MUCH:
        out.append(("warning", say("sum.much", speak, share=share)))
    if beyond := summary.damage.beyond():
        facts = "; ".join(say(f"sum.{key}", speak, n=value) for key, value in beyond)
        out.append(("warning", say("sum.beyond", speak, facts=facts)))
    out += [("warning", warning) for warning in (*summary.unmet, *warnings)]
    out += [("files", str(path)) for path in files]
    if summary.review and (n := sum(summary.held.values())):
        out.append(("next", say("sum.review", speak, n=n, command=summary.review)))
    labels = ["" if i and out[i - 1][0] == key else say(f"sum.{key}", speak) for i, (key, _) in enumerate(out)]
    return list(zip(labels, (value for _, value in out), strict=True))


def brief(summary: Summary) -> str:
    """The summary in one line of a table."""
    speak = summary.language
    facts = [f"{say('sum.sections', speak)} {summary.sections}",
             say("sum.applied", speak, n=sum(summary.applied.values())),
             say("sum.held", speak, n=sum(summary.held.values()))]
    if summary.damage.beyond():
        facts.append(f"{say('sum.warning', speak)}!")
    return " · ".join(facts)
