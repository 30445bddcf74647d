"""A program restated in plain Chinese: one clause a rule, every bound marked, every step with its start.

The restatement is in the grammar that the compiler reads, and compiles to the same function.
"""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.inputs import split_item
from gouji.schemes.layouts import layout, passed
from gouji.schemes.program import Cases, Choice, Computed, Counter, Named, Part, Piece, Places, Program, Scale, Sum
from gouji.schemes.records import (
    FIRM,
    WORDED,
    Award,
    Bound,
    Compared,
    Every,
    Expr,
    InRange,
    Range,
    Step,
    Tally,
    Test,
    Words,
)
from gouji.schemes.run import amount
from gouji.schemes.scales import described
from gouji.schemes.shown import shown

_VERBS = {"up": "高于", "down": "低于", "either": "偏离", "event": "高于"}
_SIGNS = {"≥": "不低于", ">": "大于", "≤": "不超过", "<": "小于", "=": "等于"}
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def restated(program: Program, *, inside: bool = False) -> str:
    """The program as sentences; `inside` an item of a checklist, where every rule is named."""
    if program.unread:
        return f"没有读懂：{'；'.join(program.unread)}。"
    out: list[str] = []
    for part in program.parts:
        out += _part(part, program, inside)
    for counter in program.counters:
        out += _counter(counter, inside)
    for total in program.totals:
        out.append(
            f"{'累计' if total.sure else '最多'}{'扣' if total.sign < 0 else '加'}分不超过{shown(total.value)}分"
        )
    out += [f"{_test(tier.test)}，{_award(tier.award)}" for tier in program.less if isinstance(tier.award, Award)]
    out += [f"{_test(tier.test)}，{_award(tier.award)}" for tier in program.overrides if isinstance(tier.award, Award)]
    for absent in program.absent:
        out.append(f"没有{absent.thing}的部门，{'按满分计算' if absent.award else '本项不考核'}")
    for effect in program.effects:
        out.append(f"{_test(effect.test)}，{effect.text}" if effect.test is not None else effect.text)
    if program.least:
        out.append(f"最低得{shown(program.least)}分")
    if program.most is not None:
        out.append(f"最高得{shown(program.most)}分")
    if program.capped:
        out.append("最高不超过分值")
    return "；".join(out) + "。"


def _part(part: Part, program: Program, inside: bool) -> list[str]:
    if isinstance(part, Scale):
        return _scale(part, inside)
    if isinstance(part, Choice):
        return _choice(part)
    if isinstance(part, Cases):
        return [f"{_test(test)}，{_award(award)}" for test, award in part.cases] + _else(part.otherwise)
    if isinstance(part, Sum):
        return _sum(part)
    if isinstance(part, Computed):
        before = [f"{_test(test)}，{_award(award)}" for test, award in part.before]
        defined = [f"{name}={_expr(expr)}" for name, expr in part.definitions]
        return [*defined, f"得分={_expr(part.expr)}", *before]
    if isinstance(part, Places):
        listed = "、".join(f"{shown(point)}分" for point in part.points)
        return [f"{part.name or '名次'}{part.first}-{part.first + len(part.points) - 1}名的依次得{listed}"]
    return _named(part, program)


def _else(award: Award | None) -> list[str]:
    return [] if award is None else [f"否则，{_award(award)}"]


def _named(part: Named, program: Program) -> list[str]:
    if part.text == "酌情评分":
        return [f"酌情得{shown(part.low)}-{shown(part.full or Fraction(0))}分"]
    if part.full == program.points and len(program.parts) == 1:
        return [
            part.text
            if any(w in part.text for w in ("由", "折算", "评定", "专家", "根据", "按"))
            else f"{part.text}得满分，由评价人评定"
        ]
    return [f"{part.text}得{shown(part.full or Fraction(0))}分，由评价人评定"]


# ---- one number


def _scale(scale: Scale, inside: bool) -> list[str]:
    name = scale.name or ("该指标" if inside else "")
    if scale.ratio:
        act = scale.pieces[0].act
        first = act.label if isinstance(act, Award) and act.label else "按完成比例计算得分"
        rest = [_piece(scale, name or "完成率", piece.range, piece) for piece in scale.pieces[1:]]
        return [first, *rest, *_else(scale.otherwise)]
    if scale.target:
        return _gap(scale, name)
    out = [f"{scale.name}={_expr(scale.definition)}"] if scale.definition is not None else []
    if scale.items:
        out = [f"{_MARKS[i]}{split_item(text)[1]}" for i, text in enumerate(scale.items)]
    out += [f"{scale.rate}≥100%，得满分"] if scale.rate else []
    out += [_piece(scale, name, limits, piece) for limits, piece in _resolved(scale)]
    for step in scale.steps:
        counted = f"每出现{amount(step.size, step.unit)}{name}，{_off(step)}"
        out.append(counted if scale.rate else _step(step, name, None if scale.exact else scale.base, scale))
        out += _modifiers(step)
    for piece in scale.pieces:
        if isinstance(piece.act, Step):
            out += _modifiers(piece.act)
    return out + _else(scale.otherwise)


def _gap(scale: Scale, name: str) -> list[str]:
    step = scale.steps[0]
    verb = {"up": "超过", "down": "低于", "either": "偏离"}[step.way]
    out = []
    if scale.exact:
        out.append(f"{name}等于{scale.target}，得满分")
    out.append(f"{name}每{verb}{scale.target}{_size(step)}，{_off(step)}")
    return out + _modifiers(step)


def _resolved(scale: Scale) -> list[tuple[Range, Piece]]:
    """The ranges that each piece really has, in the order of the text; as printed where the text is open."""
    laid = layout(scale.pieces)
    beyond = laid.bounds[-1] + 1 if laid.bounds else Fraction(0)
    open_end = any(passed(scale.pieces, piece, beyond) for piece in scale.pieces)
    if open_end or any(len(found) > 1 for found in (*laid.at, *laid.between)):
        return [(piece.range, piece) for piece in scale.pieces]
    cells: list[tuple[Bound | None, Bound | None, Piece | None]] = []
    for i in range(len(laid.between)):
        low = None if i == 0 else Bound(laid.bounds[i - 1], False, FIRM)
        high = None if i == len(laid.bounds) else Bound(laid.bounds[i], False, FIRM)
        cells.append((low, high, laid.between[i][0] if laid.between[i] else None))
        if i < len(laid.bounds):
            point = Bound(laid.bounds[i], True, FIRM)
            cells.append((point, point, laid.at[i][0] if laid.at[i] else None))
    merged: list[tuple[Bound | None, Bound | None, Piece]] = []
    for low, high, piece in cells:
        if piece is None:
            merged.append((low, high, _GAP))
        elif merged and merged[-1][2] is piece:
            merged[-1] = (merged[-1][0], high, piece)
        else:
            merged.append((low, high, piece))
    found = [(Range(low, high, scale.unit), piece) for low, high, piece in merged if piece is not _GAP]
    order = {id(piece): i for i, piece in reversed(list(enumerate(scale.pieces)))}
    return sorted(found, key=lambda pair: order.get(id(pair[1]), 0))


_GAP = Piece(Range(None, None), Award(kind="zero"))


def _piece(scale: Scale, name: str, limits: Range, piece: Piece) -> str:
    said = f"{name}{_range(limits, scale.unit)}"
    if limits.low is not None and limits.low == limits.high:
        for text, number in scale.labels:
            if number == limits.low.value:
                said = text
    if isinstance(piece.act, Step):
        return f"{said}，{_step(piece.act, '', scale.base, scale)}"
    return f"{said}，{_award(piece.act)}"


def _range(limits: Range, unit: str) -> str:
    """A range as firmly as the text has it: 以上 and a bare dash stay what they are."""
    low, high = limits.low, limits.high
    if low is not None and high is not None and low.value != high.value:
        if low.firm == high.firm == WORDED and low.closed and high.closed:
            return f"{amount(low.value, unit)}以上{amount(high.value, unit)}以下"
        if low.firm < FIRM or high.firm < FIRM:
            return f"{_end(low, unit)}-{_end(high, unit)}"
    elif low is None and high is not None and high.firm < FIRM and high.closed:
        return f"{amount(high.value, unit)}以下"
    elif high is None and low is not None and low.firm < FIRM and low.closed:
        return f"{amount(low.value, unit)}以上"
    return described(limits, unit)


def _end(bound: Bound, unit: str) -> str:
    mark = "" if bound.firm < FIRM else "（含）" if bound.closed else "（不含）"
    return amount(bound.value, unit) + mark


def _size(step: Step) -> str:
    return f"{shown(step.size * 100)}个百分点" if step.unit == "%" else amount(step.size, step.unit)


def _step(step: Step, name: str, base: Fraction | None, scale: Scale) -> str:
    start = "" if base is None else amount(base, scale.unit)
    return f"{name}每{_VERBS[step.way]}{start}{_size(step)}，{_off(step)}"


def _off(step: Step) -> str:
    verb = "扣" if step.sign < 0 else "加"
    if step.share:
        return f"{verb}分值的{shown(step.amount * 100)}%"
    return f"{verb}{shown(step.amount)}{'-' + shown(step.high) if step.high is not None else ''}分"


def _modifiers(step: Step) -> list[str]:
    one = _size(step)
    out = []
    if step.begun:
        out.append(f"不足{one}的按{one}计算")
    if step.whole:
        out.append(f"不足{one}的不扣分")
    if step.even:
        out.append(f"不足{one}的按比例扣分")
    if step.limit is not None:
        out.append(f"最多{'扣' if step.sign < 0 else '加'}{shown(step.limit)}分")
    return out


# ---- described values, lists, counters


def _choice(part: Choice) -> list[str]:
    awards = [award for _, award in part.cases]
    if all(award.kind == "between" and award.share for award in awards):
        labels = "、".join(text for text, _ in part.cases)
        spans = "、".join(
            f"{shown(a.value * 100)}%（含）-{shown(a.high * 100)}%{'（不含）' if a.open_high else '（含）'}"
            for a in awards
        )
        return [f"分为{labels}，分别按照{spans}确定分值"]
    return [f"{text}，{_award(award)}" for text, award in part.cases] + _else(part.otherwise)


def _sum(part: Sum) -> list[str]:
    out = []
    for i, (item, inner) in enumerate(zip(part.items, part.inner or (None,) * len(part.items), strict=True)):
        mark = item.mark or _MARKS[i]
        if inner is not None:
            out.append(mark + restated(inner, inside=True).rstrip("。"))
        else:
            out.append(f"{mark}{item.text}，{shown(item.points or Fraction(0))}分")
    return out


def _counter(counter: Counter, inside: bool) -> list[str]:
    step = counter.step
    out = [f"{_MARKS[i]}{split_item(text)[1]}" for i, text in enumerate(counter.items)]
    out += [f"{text}，得满分" for text in counter.labels]
    if counter.after is not None:
        out.append(f"{counter.rate}≤{amount(counter.after, step.unit)}，得满分")
    elif counter.rate:
        out.append(f"{counter.rate}≥100%，得满分")
    subject = "该项" if inside else ""
    unit = amount(step.size, step.unit) if step.unit else ""
    numbered = bool(re.search(r"\d", counter.name)) and step.unit  # 公示期不足7天每1次
    happens = f"{counter.name}每{unit}" if numbered else f"{subject}每出现{unit}{counter.name}"
    out.append(f"{happens}，{_off(step)}")
    limit = counter.limit if counter.limit is not None else step.limit
    modifiers = [line for line in _modifiers(step) if not line.startswith("最多")]
    if limit is not None:
        modifiers.append(f"最多{'扣' if step.sign < 0 else '加'}{shown(limit)}分")
    return out + modifiers


def _test(test: Test) -> str:
    if isinstance(test, InRange):
        return (_expr(test.expr) if test.expr is not None else test.subject) + _range(test.range, test.range.unit)
    if isinstance(test, Compared):
        return f"{test.left}{_SIGNS[test.op]}{test.right}"
    if isinstance(test, Every):
        return ("或" if test.some else "，").join(_test(part) for part in test.tests)
    if isinstance(test, Tally):
        ranges = {_range(part.range, part.range.unit) for part in test.tests if isinstance(part, InRange)}
        if test.most == 0:
            return "均未达到" if len(test.tests) > 2 else "两项均未达到"
        same = len(ranges) == 1 and all(isinstance(part, InRange) for part in test.tests)
        return f"其中{test.least}项{ranges.pop()}" if same else f"仅达到其中{test.least}项"
    return test.text if isinstance(test, Words) else "否则"


_SIMPLE = {
    "full": "得满分",
    "zero": "不得分",
    "linear": "按线性插值法计算得分",
    "judged": "酌情得分",
    "na": "本项不考核",
}


def _award(award: Award | Step) -> str:
    if isinstance(award, Step):
        return _off(award)
    kind = award.kind
    if kind == "zero" and award.label:
        return "本项不得分"
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in ("proportion", "proportion_less"):
        return award.label or "按比例计分"
    if kind == "share":
        return f"得分值的{shown(award.value * 100)}%"
    if kind == "less_share":
        return f"扣分值的{shown(award.value * 100)}%"
    if kind in ("between", "less_between"):
        return f"{'得' if kind == 'between' else '扣'}{shown(award.value)}-{shown(award.high)}分"
    if kind == "formula" and award.expr is not None:
        return f"得分={_expr(award.expr)}"
    if kind == "grade":
        return f"为{award.label}"
    return f"{'扣' if kind == 'less' else '得'}{shown(award.value)}分"


_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "num": 4, "name": 4, "full": 4}


def _expr(expr: Expr) -> str:
    if expr.op == "num":
        return amount(expr.value, expr.unit)
    if expr.op == "name":
        return expr.name
    if expr.op == "full":
        return "分值"
    if expr.op == "neg":
        return "-" + _wrapped(expr.args[0], 4)
    rank = _PRECEDENCE[expr.op]
    sign = {"+": "+", "-": "-", "*": "×", "/": "÷"}[expr.op]
    return _wrapped(expr.args[0], rank) + sign + _wrapped(expr.args[1], rank + 1)


def _wrapped(expr: Expr, rank: int) -> str:
    text = _expr(expr)
    return text if _PRECEDENCE[expr.op] >= rank else f"（{text}）"
