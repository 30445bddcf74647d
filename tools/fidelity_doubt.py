"""Every digit of a scan's tied figures misread once: none may end as a finding against the unit.

    python tools/fidelity_doubt.py [FILE]

Takes a recognised document, changes one digit of one figure to one that looks alike, and judges again. Counts what
became of it: settled rightly, settled otherwise, marked unread, or not noticed (no tie of the figure broke). A finding
that was not there before fails, and so does a figure of a closed equation that was changed without any mark.
"""

from __future__ import annotations

import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec

from gouji.model import Document, Fact
from gouji.pipeline import Judgement, check, extract
from gouji.readers import read
from gouji.readers.ocr import is_installed

ROOT = Path(__file__).resolve().parents[1]
SCAN = ROOT.parent / "shared" / "reports" / "formats" / "scan" / "s002_scan.pdf"
ALIKE = ("38", "83", "08", "80", "17", "71", "56", "65", "69", "96")


def judged(document: Document) -> Judgement:
    """A document judged."""
    return check(document, extract(document))


def misread(document: Document, fact: Fact) -> list[Document]:
    """The document with each digit of a figure misread in each way."""
    made = []
    for place in range(fact.span.start, fact.span.end):
        for right, wrong in ALIKE:
            if document.text[place] == right:
                text = document.text[:place] + wrong + document.text[place + 1 :]
                made.append(msgspec.structs.replace(document, text=text))
    return made


def main() -> int:
    """Judge every misreading, print the counts."""
    if not is_installed():
        print("scans: skipped, the extra `ocr` is not installed (make ocr)")
        return 0
    path = sys.argv[1] if sys.argv[1:] else str(SCAN)
    document = read(path)
    before = judged(document)
    known = {(finding.rule, finding.evidence[0].span) for result in before.results for finding in result.findings}
    tied = [fact for fact in before.report.facts if before.graph.touching(fact.id, "closed", "rounding")]
    counts: Counter[str] = Counter()
    bad: list[str] = []
    for fact in tied:
        for trial in misread(document, fact):
            after = judged(trial)
            kind, said = _became(fact, after)
            new = [
                finding.rule
                for result in after.results
                for finding in result.findings
                if (finding.rule, finding.evidence[0].span) not in known
            ]
            if new:
                kind = "raised as a finding"
            counts[kind] += 1
            if new or kind in ("settled otherwise", "not noticed"):
                bad.append(f"{document.quote(fact.span)!r} as {trial.quote(fact.span)!r}: {kind} {new} {said}")
    print(f"{len(tied)} tied figures, {sum(counts.values())} misreadings: {dict(counts)}")
    print("\n".join(bad))
    return int(counts["raised as a finding"] > 0)


def _became(fact: Fact, after: Judgement) -> tuple[str, str]:
    """What became of a misread figure, and the note about it."""
    notes = [gap.message.zh for gap in after.report.gaps if gap.kind == "unread"]
    found = next((other for other in after.report.facts if other.span == fact.span), None)
    values = {other.quantity.value for other in after.report.facts if other.span.overlaps(fact.span)}
    right: Decimal | None = fact.quantity.value
    if right in values and found is not None:
        return "settled rightly", ""
    if any("应为" in note for note in notes):
        return "settled otherwise", notes[0]
    return ("marked unread", notes[0]) if notes else ("not noticed", "")


if __name__ == "__main__":
    sys.exit(main())
