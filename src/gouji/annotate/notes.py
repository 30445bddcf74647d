"""What is written beside a figure: a finding as the one who gets the file back reads it, one note a place."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import msgspec

from gouji.model import Document, Evidence, Finding, Language, Other, Report, Severity, Span, Text
from gouji.output.places import Places
from gouji.output.proof import cited, sides
from gouji.output.quotes import quote
from gouji.output.words import SEVERITY

AUTHOR, INITIALS = "Gouji", "GJ"
_MANY = 4
_BARE = re.compile(r"[\w.+-]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note: `spans` are the figures of one paragraph or table row that a finding quotes, the first one leads.

    `title` names severity, rule and fault; `lines` are sentences in the order in which they are read. `minor` marks one
    of many figures that are added up: the fault is rather in the sum, whose note has the proof.
    """

    finding: str
    severity: Severity
    spans: tuple[Span, ...]
    title: str
    lines: tuple[str, ...]
    minor: bool = False


def notes_of(
    document: Document, report: Report, findings: Sequence[Finding], language: Language, others: Sequence[Other] = ()
) -> list[Note]:
    """The notes of all findings, a finding's notes in the order of its evidence; findings keep their order.

    What stands in one of the `others` is quoted and gets no note.
    """
    writer = _Writer(document, report, language, others)
    return [note for finding in findings for note in writer.notes(finding)]


class _Writer:
    """Words the notes of one document."""

    def __init__(self, document: Document, report: Report, language: Language, others: Sequence[Other]):
        self._places = Places(document, report, others)
        self._language = language
        self._name = _quoted(PurePath(document.name).name)

    def notes(self, finding: Finding) -> Iterator[Note]:
        frames = self._frames(finding)
        for index, frame in enumerate(frames):
            minor = index > 0 and len(frames) > _MANY and all(item.role == "part" for item in frame)
            lines = self._brief(finding, frames[0]) if minor else self._whole(finding, frame)
            yield Note(
                finding=finding.id,
                severity=finding.severity,
                spans=tuple(dict.fromkeys(item.span for item in frame)),
                title=self._title(finding),
                lines=tuple(_FORBIDDEN.sub("\ufffd", line) for line in lines),
                minor=minor,
            )

    def _frames(self, finding: Finding) -> list[list[Evidence]]:
        """The evidence by paragraph or table row; in each the figure that is said to be wrong comes first."""
        frames: dict[tuple[int, int | None], list[Evidence]] = {}
        for item in finding.own:
            frames.setdefault(self._places.frame_of(item.span.start), []).append(item)
        quote_of = self._places.document.quote
        for frame in frames.values():
            frame.sort(key=lambda item: "".join(quote_of(item.span).split()) != finding.reported)
        return list(frames.values())

    def _title(self, finding: Finding) -> str:
        severity = SEVERITY[finding.severity].said_in(self._language)
        return f"{severity} {finding.rule} {finding.title.said_in(self._language)}"

    def _whole(self, finding: Finding, here: list[Evidence]) -> Iterator[str]:
        """The proof as it reads at one of its places: the other places are quoted."""
        say = self._say
        yield finding.message.said_in(self._language)
        if finding.computation:
            yield say("复算：", "Computed: ") + finding.computation
        shown, left = sides(self._places, finding, self._language)
        for side in shown:
            if side.file is not None or here[0].span not in side.spans:
                words = quote(side.places, side.spans, _marked)
                yield say(f"{side.role}（{side.place}）：{words}", f"{side.role} ({side.place}): {words}")
        if left:
            yield say(f"另有 {left} 处，都已批注。", f"And {left} more places, each with a note.")
        if finding.changes_score:
            yield say("影响：改正后得分或等级会变。", "Effect: corrected, the score or the grade would change.")
        yield say("依据：", "Basis: ") + cited(finding.basis)
        yield self._proof(finding)

    def _brief(self, finding: Finding, lead: list[Evidence]) -> Iterator[str]:
        """One of many figures that do not add up: where the proof stands."""
        place = self._places.said(lead[0].span.start, self._language)
        yield finding.message.said_in(self._language)
        yield self._say(f"本处是相加的分项之一，算式见{place}的批注。", f"One of the parts; the sum is at {place}.")
        yield self._proof(finding)

    def _proof(self, finding: Finding) -> str:
        beside = dict.fromkeys((item.role, item.file) for item in finding.evidence if item.file is not None)
        options = "".join(f" --{role} {_quoted(PurePath(file).name)}" for role, file in beside)
        return self._say("编号与证明：", "To prove it: ") + f"gouji prove {self._name} {finding.id}{options}"

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).said_in(self._language)


def _quoted(name: str) -> str:
    """A file name as one word of a command."""
    return name if _BARE.fullmatch(name) else shlex.quote(name)


def _marked(text: str, name: str) -> str:
    return f"【{text}】" if name == "figure" else text
