"""G704 Opening balance is not last year's closing 年初数不是上年年末数

What it checks 查什么
    本年的年初结转结余（上年结转）应当等于上年报告、上年决算的年末结转结余。用 `--previous 上年文件` 给出上年的。
Why it matters 为什么重要
    钱不会在两个年度之间多出来或者不见。两头接不上，说明有一年的结转结余算错了或被改过。
Basis 依据
    budget_law_42：上一年预算的结转资金应当在下一年用于结转项目的支出；budget_law_rules_83：决算应当列示结转、结余资金。
How it is recomputed 怎样复算
    上年结转 ↔ 上年的年末结转结余；年初财政拨款结转和结余 ↔ 上年的年末财政拨款结转和结余。按印出位数取区间。
Left alone 不查什么
    两份都是部门决算才报错误；自评里的“上年结转”可能只是其中一部分资金，报警告。预算表里安排的上年结转是预算数，不比。
Example 例子
    本年决算“年初结转和结余52.3万元”，上年决算“年末结转和结余50.3万元”。
"""

from collections.abc import Iterator

from gouji.checks.alike import Both, Key, differing, figures, fitting, rival, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text

META = CheckMeta(
    id="G704",
    title=Text("年初数不是上年年末数", "Opening balance is not last year's closing"),
    severity="error",
    needs=("others",),
    basis=("budget_law_42", "budget_law_rules_83"),
)
_CLOSING = {
    "carryover_from_prior_year": "surplus_carryover",
    "opening_fiscal_carryover": "closing_fiscal_carryover",
}


def check(case: Case) -> Iterator[Answer]:
    """Each opening balance with the closing balance of the year before."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous", ("evaluation", "accounts"), ("evaluation", "accounts")):
        yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own = _of_unit(figures(both.own), str(both.own.report.fiscal_year))
    its = _of_unit(figures(both.its), str(both.its.report.fiscal_year))
    for (concept, fund), opening in own.items():
        if concept not in _CLOSING:
            continue
        closing = its.get((_CLOSING[concept], fund))
        met = Lacking((_CLOSING[concept],)) if closing is None else rival(opening, closing)
        if met is None:
            yield HELD
        elif isinstance(met, Lacking):
            yield met
        else:
            accounts = both.pair.kinds == ("accounts", "accounts")
            label = both.own.label(met[0])
            yield differing(
                both,
                META,
                *met,
                severity="error" if accounts else "warning",
                said=Text(f"{label.zh}与上年年末数接不上", f"{label.en} does not continue last year's closing"),
            )


def _of_unit(found: dict[Key, list[Fact]], year: str) -> dict[tuple[str, str | None], list[Fact]]:
    """The figures of the unit itself in a year by concept and fund."""
    return {
        (key.concept, key.fund): facts
        for key, facts in found.items()
        if key.year == year
        and key.stage is None
        and key.scope is None
        and key.item is None
        and not key.subject
        and facts
    }
