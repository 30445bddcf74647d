"""What the stages of extraction share: the document, its figures as drafts, whose report it is and of which year."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from gouji.model import Document, Fact, Section, Source, Span
from gouji.quantities import Period, Quantity

_SELF = re.compile(
    r"其中|累计|组织|实施|开展|拟|预计|计划|截至|截止|年中|本年度|本年|当年|全年|年度|年末|年底|年初|期末|目前|现|度|年|共|总|"
    r"我|本|该|单位|部门|局|委|办|中心|院|校|所|站|区|县|市|镇|街道|机关|"
    r"到|至|编|实现|实际|实有|核定|完成|安排|下达|到位|批复|主要|用于|开支|列支|发生|的|为|是|与|和|及|"
    r"方面|情况|财务|账面|有|设|计|按|根据|由|全部|各项|整体|其|已|已经|一是|二是|三是|四是|五是|"
    r"首先|部分|包括|等|以及|使用|资金|经费|决算|数|[:,、()]"
)
_TIME = re.compile(
    r"(?:20\d\d年?[末底度]?|截[至止]|\d{1,2}月(?:\d{1,2}日|底|末)?|年[末底初]|本年度?|当年|全年|上一?年度?|去年)"
)
_OWN = re.compile(r"[本我该](?:单位|部门|机关|中心|[\u4e00-\u9fff])|全[局委办院校所站馆厅部处队社]")
# In the report of one project 项目 is what it is about.
_THE_PROJECT = re.compile(r"^[该本此]?项目(?:资金)?(?!.*项目)")
_OFFICES = "局委办院校所站馆厅部处队社会心府"
_TRAILING = re.compile(r"(?:共有|现有|共|现|的|年末|年底|全年|截至|[:,、()])+$")
_OPENING = re.compile(
    r"^(?:其中|加上?|另有|[一二三四五六七八九]是|首先|[:,、]|\([一二三四五六七八九十\d]{1,2}\)[、.]?|\d{1,2}[、.](?!\d))+"
)


@dataclass(slots=True)
class Draft:
    """A fact in the making: one for each figure of the text, in order; `id` is its index."""

    id: int
    quantity: Quantity
    source: Source = "prose"
    concept: str | None = None
    measure: str | None = None
    subject: str = ""
    period: str | None = None
    scope: str | None = None
    stage: str | None = None
    fund: str | None = None
    item: str | None = None
    frame: int = 0
    row: int | None = None
    column: int | None = None

    def take(self, other: Draft) -> None:
        """Be about the same as another figure."""
        self.concept, self.subject, self.scope, self.stage = other.concept, other.subject, other.scope, other.stage
        self.fund, self.item = other.fund, other.item

    def fact(self) -> Fact:
        """The finished record."""
        return Fact(
            id=self.id,
            quantity=self.quantity,
            span=Span(self.quantity.start, self.quantity.end),
            source=self.source,
            concept=self.concept,
            measure=self.measure,
            subject=self.subject,
            period=self.period,
            scope=self.scope,
            stage=self.stage,
            fund=self.fund,
            item=self.item,
            frame=self.frame,
            row=self.row,
            column=self.column,
        )


@dataclass(slots=True)
class Context:
    """One report being read.

    `accounts` are the accounts that its tables print: (code of the level above, name) -> code. `announcements` are the
    lines that announce a list, by the start of each passage of the list; `divisions` the concepts that the lines before
    such passages divide; `parents` is the section around each one,
    `project` the one that a project's form is about.
    """

    document: Document
    sections: tuple[Section, ...]
    drafts: list[Draft]
    periods: list[Period]
    organisation: str | None = None
    fiscal_year: int | None = None
    form: str | None = None
    project: str = ""
    starts: list[int] = field(default_factory=list)
    accounts: dict[tuple[str, str], str] = field(default_factory=dict)
    announcements: dict[int, str] = field(default_factory=dict)
    divisions: dict[int, str] = field(default_factory=dict)
    parents: list[int | None] = field(default_factory=list)

    def ancestors(self, index: int | None) -> list[Section]:
        """The section of an index and those around it, innermost first."""
        found: list[Section] = []
        while index is not None:
            found.append(self.sections[index])
            index = self.parents[index]
        return found

    def drafts_in(self, start: int, end: int) -> list[Draft]:
        """The figures that begin in a range of the text."""
        return self.drafts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def periods_in(self, start: int, end: int) -> list[Period]:
        """The dates and years that begin in a range of the text."""
        first = bisect_left(self.periods, start, key=lambda period: period.start)
        last = bisect_left(self.periods, end, key=lambda period: period.start)
        return self.periods[first:last]

    @property
    def disclosure(self) -> bool:
        """Whether it is a budget or final accounts, where every amount says whose money it is."""
        return self.form in ("budget", "final_accounts")

    def year(self, offset: int = 0) -> str | None:
        """The fiscal year, or one that many years off it."""
        return None if self.fiscal_year is None else str(self.fiscal_year + offset)

    def foreign(self, words: str) -> str:
        """What the words before a name speak of besides time and the unit itself: '' when nothing is left."""
        rest = _TIME.sub("", words)
        if self.organisation:
            rest = rest.replace(self.organisation, "")
        rest = _OPENING.sub("", rest)
        if self.project:
            rest = _THE_PROJECT.sub("", rest.replace(self.project, ""))
        core = _SELF.sub("", _OWN.sub("", rest))
        if not core or self._is_own_name(rest):
            return ""
        return rest

    def _is_own_name(self, words: str) -> bool:
        """Whether words are a short form of the unit's name: 信息中心, but not the 交通运输 of a 交通运输局."""
        name = _TRAILING.sub("", words)
        return bool(self.organisation) and len(name) >= 2 and name[-1] in _OFFICES and name in (self.organisation or "")
