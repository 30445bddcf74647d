"""How many planted errors are found: python tools/accuracy_synthetic.py [--count N] [--seed S] [--kind K] [--verbose]

Plants one error each into N unrounded and N rounded reports of every form in turn, kind after kind, and makes N clean
ones, half of them rounded. Judges them all, every other one as .docx, and prints what was found by kind, form, check.
An error is tied when the other printed figures prove it; that is decided before anything is judged. A tied error is
found when a finding above notice quotes the changed figure or one that is directly tied to it. `--write` puts the
tables into docs/explanation/accuracy.md. Exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import gouji
from gouji.model import Finding
from gouji.pipeline import Judgement
from gouji.testing import FORMS, KINDS, Mention, Planted, Synthetic, make_report, plant, to_docx
from gouji.testing.field import Kind

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/explanation/accuracy.md"
HEADING = "## 种下的错误"
# At least these shares of tied errors, at most that share of clean reports; in percent.
GOALS = {"found": 98, "culprit": 80}
MOST_ALARMED = 0.5
TRIES = 20
FORM_NAMES = {
    "prose12": "十二章",
    "prose7": "七章",
    "performance": "绩效管理说明",
    "department": "正文加自评表",
    "city": "市级样式",
    "project": "项目自评表（全国）",
    "project_sichuan": "项目自评表（四川）",
    "budget": "部门预算",
    "accounts": "部门决算",
}
KIND_NAMES: dict[Kind, str] = {
    "digit": "错一位数字",
    "swap": "相邻两位对调",
    "point": "小数点丢失或移位",
    "unit": "单位写错",
    "stale_year": "上年的年份或数值",
    "copied_row": "抄了上一行",
    "wrong_total": "合计差一项",
    "wrong_grade": "等次与得分不符",
    "wrong_rate": "比率算错",
    "contradiction": "同一个数前后不一",
}


@dataclass
class Tally:
    """Counts by what is asked, of all planted errors and of clean reports.

    `counts[variant, kind, form, what]`: planted, tied, found, figured (found, a figure was changed), culprit, first3,
    loose (found though not tied), elsewhere. `true` and `false` are findings by rule.
    """

    counts: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in another tally."""
        for name in ("counts", "true", "false", "clean", "alarmed"):
            getattr(self, name).update(getattr(other, name))
        self.notes += other.notes

    def total(self, what: str, variant: str = "", kind: str = "", form: str = "") -> int:
        """How often something was so; "" stands for all."""
        return sum(
            count
            for (v, k, f, w), count in self.counts.items()
            if w == what and variant in ("", v) and kind in ("", k) and form in ("", f)
        )


def judged(report: Synthetic, docx: bool) -> tuple[Judgement, list[int]]:
    """What Gouji says of a report, and for each character of its text the offset in what was read of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{report.name}.{'docx' if docx else 'txt'}"
        path.write_bytes(to_docx(report) if docx else report.text.encode())
        answer = gouji.judge(path)
    read = [index for index, sign in enumerate(answer.document.text) if not sign.isspace()]
    written = [index for index, sign in enumerate(report.text) if not sign.isspace()]
    if len(read) != len(written):
        raise ValueError(f"{report.name} does not read as it was written")
    offsets = [-1] * (len(report.text) + 1)
    for index, place in zip(written, read, strict=True):
        offsets[index] = place
    return answer, offsets


def _above_notice(answer: Judgement) -> list[Finding]:
    return [f for result in answer.results for f in result.findings if f.severity != "notice"]


Spans = list[tuple[int, int]]
Task = tuple[int, str, bool, Kind | None, bool]


def _spans(mentions: Iterable[Mention], offsets: list[int]) -> Spans:
    return [(offsets[m.start], offsets[m.end - 1] + 1) for m in mentions]


def _touches(finding: Finding, spans: Spans) -> bool:
    quoted = [(item.span.start, item.span.end) for item in finding.own if item.role != "rule"]
    return any(start < right and left < end for start, end in quoted for left, right in spans)


def measure_planted(planted: Planted, variant: str, docx: bool) -> Tally:
    """What is found of one planted error."""
    answer, offsets = judged(planted.report, docx)
    report, kind, form = planted.report, planted.kind, planted.report.form
    changed = _spans((report.mentions[i] for i in planted.changed), offsets)
    inside = [offsets[i] for i in range(planted.start, planted.end) if offsets[i] >= 0]
    place = [(min(inside), max(inside) + 1)]
    near = _spans((report.mentions[i] for i in planted.near), offsets) + changed + place
    tally = Tally()
    findings = _above_notice(answer)
    hits = [finding for finding in findings if _touches(finding, near)]
    tally.true.update(finding.rule for finding in hits)

    def count(what: str, so: bool = True) -> None:
        tally.counts[variant, kind, form, what] += so

    count("planted")
    count("tied", planted.tied)
    count("found" if planted.tied else "loose", bool(hits))
    if planted.tied and hits and changed:
        count("figured")
        ranks = _ranks(answer, changed)
        count("culprit", ranks[:1] == [True])
        count("first3", any(ranks[:3]))
        if ranks[:1] != [True]:
            tally.notes.append(_note("culprit", planted, docx, f"{len(planted.proof)} proofs, {_causes(answer)}"))
    if planted.tied and not hits:
        proof = " ".join(f"{report.mentions[i].pattern}={report.mentions[i].text}" for i in planted.proof[:5])
        tally.notes.append(_note("miss", planted, docx, proof))
    elsewhere = [finding for finding in findings if finding not in hits]
    count("elsewhere", bool(elsewhere))
    tally.false.update(finding.rule for finding in elsewhere)
    for finding in elsewhere:
        tally.notes.append(_note(f"elsewhere {finding.rule}", planted, docx, finding.message.zh))
    return tally


def _ranks(answer: Judgement, changed: Spans) -> list[bool]:
    """For each cause, the worst first, whether it names changed figures and no other."""
    spans = [[answer.report.facts[fact].span for fact in cause.facts] for cause in answer.causes]
    return [
        all(any(s.start < right and left < s.end for left, right in changed) for s in of_cause) for of_cause in spans
    ]


def _causes(answer: Judgement) -> str:
    facts, text = answer.report.facts, answer.document.text
    said = (
        "+".join(text[max(facts[f].span.start - 12, 0) : facts[f].span.end].replace("\n", "⏎") for f in cause.facts[:3])
        + f"({cause.closes}/{cause.of})"
        for cause in answer.causes[:2]
    )
    return " | ".join(said)


def _note(what: str, planted: Planted, docx: bool, more: str) -> str:
    report = planted.report
    context = report.text[max(planted.start - 40, 0) : planted.end + 14].replace("\n", "⏎").replace("\t", "⇥")
    pattern = report.mentions[planted.changed[0]].pattern if planted.changed else "-"
    return (
        f"{what} · {planted.kind} · {pattern} · {report.name}.{'docx' if docx else 'txt'} "
        f"[{planted.old[:40]!r} → {planted.new[:40]!r}] …{context} · {more[:400]}"
    )


def measure_clean(report: Synthetic, docx: bool) -> Tally:
    """What is found of a report without an error, all of it false."""
    answer, _ = judged(report, docx)
    findings = _above_notice(answer)
    tally = Tally()
    tally.clean[report.form] += 1
    tally.alarmed[report.form] += bool(findings)
    tally.false.update(finding.rule for finding in findings)
    for finding in findings:
        tally.notes.append(f"clean {finding.rule} · {report.name}.{'docx' if docx else 'txt'} · {finding.message.zh}")
    return tally


def planted_report(seed: int, form: str, rounded: bool, kind: Kind) -> Planted | None:
    """The first report from a seed on that has a place for an error of a kind."""
    for attempt in range(TRIES):
        number = seed + attempt * 1_000_000
        found = plant(make_report(number, form, rounded), kind, random.Random(f"{number}/{kind}"))
        if found is not None:
            return found
    return None


def _task(arguments: Task) -> Tally:
    seed, form, rounded, kind, docx = arguments
    if kind is None:
        return measure_clean(make_report(seed, form, rounded), docx)
    planted = planted_report(seed, form, rounded, kind)
    return measure_planted(planted, "rounded" if rounded else "exact", docx) if planted else Tally()


def _possible(form: str, kind: Kind) -> bool:
    """Whether a form has a place for such an error at all: in one report of a few."""
    return planted_report(0, form, False, kind) is not None


def tasks(count: int, clean: int, seed: int, kinds: tuple[Kind, ...] = KINDS) -> list[Task]:
    """The planted reports, so many of each variant, and the clean ones: seed, form, rounded, kind, as .docx."""
    cells = [(form, kind) for kind in kinds for form in FORMS if _possible(form, kind)]
    planted: list[Task] = [
        (seed + index, *(cells[index % len(cells)][0], rounded, cells[index % len(cells)][1]), index % 2 == 1)
        for rounded in (False, True)
        for index in range(count)
    ]
    forms = list(FORMS)
    correct: list[Task] = [
        (seed + 500_000 + index, forms[index % len(forms)], index // 9 % 2 == 1, None, index // 18 % 2 == 1)
        for index in range(clean)
    ]
    return planted + correct


def measure(count: int, clean: int, seed: int, kinds: tuple[Kind, ...] = KINDS) -> Tally:
    """All counts of so many planted reports of each variant and so many clean ones."""
    every = Tally()
    with ProcessPoolExecutor() as pool:
        for tally in pool.map(_task, tasks(count, clean, seed, kinds), chunksize=8):
            every.add(tally)
    return every


def _percent(part: int, whole: int, places: int = 1) -> str:
    return f"{part * 100 / whole:.{places}f}" if whole else "—"


def _row(label: str, tally: Tally, kind: str = "", form: str = "") -> str:
    cells = [label]
    for variant in ("exact", "rounded"):
        tied, found = (tally.total(what, variant, kind, form) for what in ("tied", "found"))
        cells += [str(tied), f"{_percent(found, tied)}"]
    figured = tally.total("figured", "", kind, form)
    cells.append(_percent(tally.total("culprit", "", kind, form), figured))
    cells.append(_percent(tally.total("first3", "", kind, form), figured))
    planted, tied = (tally.total(what, "", kind, form) for what in ("planted", "tied"))
    cells.append(f"{tally.total('loose', '', kind, form)} / {planted - tied}")
    cells.append(str(tally.total("elsewhere", "", kind, form)))
    return "| " + " | ".join(cells) + " |"


def _head(first: str) -> list[str]:
    names = "不四舍五入：可证 | 找到 % | 四舍五入：可证 | 找到 % | 错处排第一 % | 排前三 % | 无从证明而指出 | 别处误报"
    return [f"| {first} | {names} |", "|---" * 9 + "|"]


def tables(tally: Tally) -> str:
    """By kind, by form and by check, in Markdown."""
    lines = [*_head("错误"), *(_row(name, tally, kind=kind) for kind, name in KIND_NAMES.items()), _row("全部", tally)]
    lines += ["", *_head("样式"), *(_row(name, tally, form=form) for form, name in FORM_NAMES.items()), ""]
    clean, alarmed = sum(tally.clean.values()), sum(tally.alarmed.values())
    lines.append(f"没有错误的报告 {clean} 份，其中有警告或错误的 {alarmed} 份（{_percent(alarmed, clean, 2)}%）。")
    lines += ["", "| 检查 | 指出种下的错误 | 误报 |", "|---|---|---|"]
    rules = sorted(tally.true.keys() | tally.false.keys())
    lines += [f"| {rule} | {tally.true[rule]} | {tally.false[rule]} |" for rule in rules]
    return "\n".join(lines)


def shares(tally: Tally) -> dict[str, float]:
    """The three numbers of the goals, in percent."""
    clean = sum(tally.clean.values())
    return {
        "found": tally.total("found") * 100 / max(tally.total("tied"), 1),
        "culprit": tally.total("culprit") * 100 / max(tally.total("figured"), 1),
        "alarmed": sum(tally.alarmed.values()) * 100 / max(clean, 1),
    }


def shortfalls(tally: Tally) -> list[str]:
    """What misses its goal."""
    reached = shares(tally)
    missed = [f"{name}: {reached[name]:.2f}%, at least {goal}%" for name, goal in GOALS.items() if reached[name] < goal]
    if reached["alarmed"] > MOST_ALARMED:
        missed.append(f"clean reports alarmed: {reached['alarmed']:.2f}%, at most {MOST_ALARMED}%")
    return missed


def write_page(text: str, count: int, seed: int) -> None:
    """Put the tables into their section of the page, between its two marks."""
    page = PAGE.read_text("utf-8")
    said = f"{date.today():%Y-%m-%d}，种子 {seed}，错误每种变体 {count} 份，没有错误的 {count} 份。\n\n{text}"
    marks = re.compile(r"(<!-- planted -->\n).*?(<!-- /planted -->)", re.DOTALL)
    if not marks.search(page):
        raise SystemExit(f"no section for planted errors in {PAGE}")
    temporary = PAGE.with_suffix(".new")
    temporary.write_text(marks.sub(lambda m: f"{m[1]}\n{said}\n\n{m[2]}", page), "utf-8")
    temporary.replace(PAGE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--verbose", action="store_true", help="each miss, wrong culprit and false alarm")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    arguments = parser.parse_args()
    tally = measure(arguments.count, arguments.count, arguments.seed, (arguments.kind,) if arguments.kind else KINDS)
    print(tables(tally))
    if arguments.verbose:
        print("\n".join(sorted(tally.notes)))
    if arguments.write:
        write_page(tables(tally), arguments.count, arguments.seed)
    missed = shortfalls(tally)
    print("\n".join(missed) or "all goals are reached")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
