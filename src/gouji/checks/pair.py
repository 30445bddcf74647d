"""Whether a report can be set against another document, and as what: judged before any figure is compared."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from gouji.model import Document, Other, Pairing, Report, Text
from gouji.vocabulary import fold

Kind = Literal["evaluation", "project", "accounts", "budget"]

_KINDS: dict[Kind, Text] = {
    "evaluation": Text("绩效自评", "self-evaluation"),
    "project": Text("项目绩效自评", "self-evaluation of a project"),
    "accounts": Text("部门决算", "final accounts"),
    "budget": Text("部门预算", "budget"),
}
_KIND_WORDS = re.compile(r"(?P<evaluation>自评|绩效评价|绩效报告)|(?P<accounts>决算)|(?P<budget>预算)(?!绩效|执行)")
_TITLE_ZONE = 160
_HEADING = re.compile(r"[一(（]")
_OWN_LEVEL = re.compile(r"本级|单位决算|单位预算")
_ALL_LEVELS = re.compile(r"汇总|含(?:下属|所属|二级)")
# What a name may have more than another and still be of the same unit.
_SIGNS = re.compile(r"[()\[\]【】·]")
_DECORATION = re.compile(r"^中国共产党|^中共|(?:本级|机关|汇总)$|员会(?=$)|公室(?=$)")
# What tells two organisations apart in the middle of a name: a region, a number.
_APART = re.compile(r"[省市县区旗州盟镇乡第]")
_PROJECT = re.compile(r"项目名称[:：\s]+(?P<name>[^\s:：]{3,60})")
_SHORTEST = 3
_LISTED = 5


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Another document that the report can be set against.

    `kinds` are of the report and of the other. `sure`: the names are the same, so that both are of one unit for
    certain. `member`: the report is of one unit among those that the other one covers.
    """

    other: Other
    kinds: tuple[Kind, Kind]
    sure: bool = True
    member: bool = False

    @property
    def name(self) -> Text:
        """The other document in a few words: 2022年度部门决算."""
        kind, year = _KINDS[self.kinds[1]], self.other.report.fiscal_year
        if self.other.role == "against" and self.kinds[0] == self.kinds[1]:
            return Text(f"另一稿{kind.zh}", f"other version of the {kind.en}")
        return Text(f"{year}年度{kind.zh}", f"{kind.en} of {year}")


class Unfit(msgspec.Struct, frozen=True, kw_only=True):
    """Why two documents are not compared, in a sentence, and the name of what they lack."""

    said: Text
    lacks: str


def pairing(document: Document, report: Report, other: Other) -> Pairing:
    """Whether the two can be set against each other, in a sentence."""
    made = pair(document, report, other)
    said = made.said if isinstance(made, Unfit) else _said(made)
    return Pairing(file=other.document.name, fits=isinstance(made, Pair), said=said)


def pair(document: Document, report: Report, other: Other) -> Pair | Unfit:
    """The pair, or why there is none."""
    if document.sha256 == other.document.sha256:
        return _unfit("another_file", "就是本文件，不对照", "it is this file itself; not compared")
    refused = _years(report, other)
    if refused is not None:
        return refused
    own, its = report.organisation, other.report.organisation
    if _heads(document, its) if own is None else its is None and _heads(other.document, own):
        # The title of one could not be taken apart, but the name of the other stands in it.
        kinds = kind_of(document, report), kind_of(other.document, other.report)
        return _kinds_unfit(document, other, kinds) or Pair(other=other, kinds=kinds, sure=False)
    if own is None or its is None:
        where = _which(own is None)
        return _unfit(
            "organisation", f"{where.zh}里认不出单位名称，不对照", f"{where.en} names no organisation; not compared"
        )
    kinds = kind_of(document, report), kind_of(other.document, other.report)
    alike = _alike(own, its)
    levels = _levels(document, other.document)
    if (alike is None or levels) and fold(own) != fold(its) and _lists(other.document, own):
        return Pair(other=other, kinds=kinds, sure=False, member=True)
    if alike is None:
        zh = f"单位不同（本文件{own}，那一份{its}），不对照"
        return _unfit("same_unit", zh, f"another organisation (this file {own}, the other {its}); not compared")
    if levels:
        en = "one covers the unit alone, the other all its units; not compared"
        return _unfit("same_scope", "一份只含本级，一份是汇总，不对照", en)
    return _kinds_unfit(document, other, kinds) or Pair(other=other, kinds=kinds, sure=alike)


def _kinds_unfit(document: Document, other: Other, kinds: tuple[Kind, Kind]) -> Unfit | None:
    """Why two documents of one unit and year state different figures."""
    if "project" not in kinds:
        return None
    own, its = (_KINDS[kind] for kind in kinds)
    if kinds[0] != kinds[1]:
        zh = f"一份是{own.zh}，一份是{its.zh}，说的不是同样的数，不对照"
        return _unfit("same_kind", zh, f"{own.en} and {its.en}: they do not state the same figures; not compared")
    names = [_PROJECT.search(d.text) for d in (document, other.document)]
    if None in names or len({match["name"] for match in names if match}) != 1:
        return _unfit("same_project", "不是同一个项目的自评，不对照", "not of the same project; not compared")
    return None


def _unfit(lacks: str, zh: str, en: str) -> Unfit:
    return Unfit(said=Text(zh, en), lacks=lacks)


def _which(own: bool) -> Text:
    return Text("本文件", "this file") if own else Text("那一份", "the other document")


def _years(report: Report, other: Other) -> Unfit | None:
    """Why the years of two documents do not fit."""
    own, its = report.fiscal_year, other.report.fiscal_year
    if own is None or its is None:
        where = _which(own is None)
        return _unfit(
            "fiscal_year", f"{where.zh}里认不出年度，不对照", f"{where.en} states no fiscal year; not compared"
        )
    if its == own - (other.role == "previous"):
        return None
    zh = f"年度不合（本文件{own}年度，那一份{its}年度），不对照"
    en = f"the years do not fit (this file {own}, the other {its}); not compared"
    if other.role == "against" and its == own - 1:
        zh, en = f"{zh}；上年的文件请用 --previous", f"{en}; use --previous for last year's document"
    if other.role == "previous" and its == own:
        zh, en = f"{zh}；同年的文件请用 --against", f"{en}; use --against for a document of the same year"
    return _unfit("same_year" if other.role == "against" else "last_year", zh, en)


def kind_of(document: Document, report: Report) -> Kind:
    """What a document is, by its title, else by its form."""
    form = report.form or ""
    if form.startswith("project_"):
        return "project"
    found = _KIND_WORDS.search(_title(document))
    if found is not None and found.lastgroup in ("evaluation", "accounts", "budget"):
        return found.lastgroup  # type: ignore[return-value]
    return "accounts" if form == "final_accounts" else "budget" if form == "budget" else "evaluation"


def _title(document: Document) -> str:
    """The lines before the first sentence or numbered heading."""
    lines: list[str] = []
    for line in document.text[:_TITLE_ZONE].splitlines():
        said = fold(line)
        if lines and ("。" in said or _HEADING.match(said)):
            break
        lines.append(said)
    return "".join(lines)


def _alike(one: str, two: str) -> bool | None:
    """Whether two names are of one organisation: True for certain, False very likely, None not."""
    a, b = (_SIGNS.sub("", fold(name)) for name in (one, two))
    if a == b:
        return True
    a, b = (_DECORATION.sub("", name) for name in (a, b))
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST:
        return None
    if long.endswith(short):
        return False
    # 纪委 for 纪律检查委员会: an abbreviation leaves signs out, but never the name of a region in the middle.
    at, left = 0, ""
    for sign in short:
        found = long.find(sign, at)
        if found < 0:
            return None
        left += long[at:found]
        at = found + 1
    return None if _APART.search(left) or at < len(long) else False


def _heads(document: Document, organisation: str | None) -> bool:
    """Whether a name stands in the title of a document."""
    return organisation is not None and fold(organisation) in _title(document)


def _levels(document: Document, other: Document) -> bool:
    """Whether one of two documents is of the unit alone and the other of all its units."""
    heads = [_title(d) for d in (document, other)]
    own = [bool(_OWN_LEVEL.search(head)) for head in heads]
    total = [bool(_ALL_LEVELS.search(head)) for head in heads]
    alone = [a and not b for a, b in zip(own, total, strict=True)]
    whole = [b and not a for a, b in zip(own, total, strict=True)]
    return (alone[0] and whole[1]) or (alone[1] and whole[0])


def _lists(document: Document, organisation: str) -> bool:
    """Whether a document names an organisation among those that it covers."""
    # 教育局 is no name where it goes on as 教育局第一中学.
    named = re.escape(organisation) + r"(?=[\s\d、，,；;。：:（(）)]|本级|机关|$)"
    return len(organisation) >= _LISTED and re.search(named, document.text) is not None


def _said(made: Pair) -> Text:
    name = made.other.report.organisation
    if made.member:
        return Text(f"本单位是{name}所属的单位，只比大小", f"{name} covers this unit; only bounds are compared")
    if made.sure:
        return Text(f"{made.name.zh}，可以对照", f"{made.name.en}; compared")
    if name is None:
        zh = f"{made.name.zh}，标题里有本单位的名称，对不上的只作警告"
        return Text(zh, f"{made.name.en}; its title holds the name of this unit: warnings only")
    zh = f"{made.name.zh}，单位名称略有不同（{name}），对不上的只作警告"
    return Text(zh, f"{made.name.en}; the name differs ({name}): warnings only")
