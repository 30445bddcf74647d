"""Described values: which of them an entry means, and whether a condition in words holds."""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.conditions import is_otherwise
from gouji.schemes.expressions import names, value_of
from gouji.schemes.inputs import compatible, name_key
from gouji.schemes.program import Choice
from gouji.schemes.records import Award, Compared, Every, InRange, Otherwise, Tally, Test, Words
from gouji.schemes.run import Interval, Run, Undefined
from gouji.schemes.scales import award_points
from gouji.schemes.words import bare, count_of, differs_in_degree, rate_of, says_none, yes_or_no

_NEGATIONS = re.compile("没有|无|未|不|零(?!星)|非(?!常)")
_DENIED = re.compile("(?:没有|无|未|不|零|非)(?:发生|出现|发现|存在|有|收到|产生|被)*$")
_SYNONYMS = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "较差": "差",
    "合格": "合格",
    "优": "优秀",
    "良": "良好",
    "中": "中等",
    "差": "较差",
}


def choice_points(part: Choice, run: Run) -> Interval:
    """The points of the described value that is entered."""
    full = part.full if part.full is not None else Fraction(0)
    found = _chosen(part, run)
    if found is None:
        return run.lack("、".join(text for text, _ in part.cases), full)
    if found is False or isinstance(found, bool):
        if part.otherwise is not None:
            run.say("属于其余情况。")
            return award_points(part.otherwise, full, run)
        if len(part.cases) == 1:
            if run.trace is not None:
                run.say(f"不符合“{part.cases[0][0]}”。")
            return award_points(Award(kind="zero"), full, run)
        raise Undefined("没有适用的条款")
    text, award = found
    if run.trace is not None:
        run.say(f"属于“{text}”。")
    if award.kind in ("proportion", "proportion_less"):
        return _in_proportion(run, full)
    return award_points(award, full, run)


def _in_proportion(run: Run, full: Fraction) -> Interval:
    rates = [value.number for value in run.given.values() if value.number is not None and value.unit == "%"]
    if len(rates) != 1:
        return run.lack("完成比例", full)
    points = min(max(rates[0], Fraction(0)), Fraction(1)) * full
    return Interval(points, points)


def _chosen(part: Choice, run: Run) -> tuple[str, Award] | bool | None:
    """The case; False when it is surely none of them; None when nothing entered speaks of them."""
    by_name = _ticked(part, run)
    if by_name is not None:
        return by_name
    for key, value in run.given.items():
        if value.number is not None:
            case = _by_number(part, value.number, value.unit)
            if case is not None:
                run.used.add(key)
                return case
            continue
        if part.otherwise is not None and is_otherwise(value.text) and match(part, value.text) is None:
            run.used.add(key)
            return False
        case = match(part, value.text)
        if case is not None:
            run.used.add(key)
            return case
    return None


def _ticked(part: Choice, run: Run) -> tuple[str, Award] | bool | None:
    """Cases that are entered by name with 是 or 否."""
    said: dict[str, bool] = {}
    for text, award in part.cases:
        answer = said_of(text, run)
        if answer is True:
            return text, award
        if answer is False:
            said[text] = False
    left = [case for case in part.cases if case[0] not in said]
    if said and not left:
        return False
    if said and len(left) == 1 and len(part.cases) == 2 and part.otherwise is None:
        return left[0]
    return False if said and not left else None


def said_of(text: str, run: Run) -> bool | None:
    """是 or 否 as it was entered for words; for 无投诉 also what was entered for 投诉 itself (有, 无, 是, 否)."""
    value = run.value("词：" + text)
    answer = None if value is None else yes_or_no(value.text)
    if answer is not None:
        turned = _turned(text, run.names["词：" + text])
        return None if turned is None else answer != turned
    if says_none(text):
        thing = name_key(bare(text))  # 未发现弄虚作假, where 弄虚作假 itself was entered
        for name, other in run.given.items():
            if name_key(name) == thing and (said := yes_or_no(other.text)) is not None:
                run.used.add(name)
                return not said
    return answer


def _turned(text: str, name: str) -> bool | None:
    """Whether words deny what the entered name says: 无政府采购事项 and 政府采购事项; None where that is unclear."""
    label, key = name_key(text), name_key(name.rpartition("：")[2])
    more = len(_NEGATIONS.findall(label)) - len(_NEGATIONS.findall(key))
    if more == 0 or label == key:
        return False
    before = label.partition(key)[0] if key in label else ""
    return True if more == 1 and _DENIED.search(before) else None


def match(part: Choice, text: str) -> tuple[str, Award] | None:
    """The case that words mean: the same words, or the only one that holds them and differs by no degree."""
    wanted = name_key(text)
    keyed = [(name_key(label), (label, award)) for label, award in part.cases]
    for key, case in keyed:
        if key == wanted:
            return case
    synonym = _SYNONYMS.get(text)
    same = [case for key, case in keyed if key == synonym]
    if same:
        return same[0]
    ending = [case for key, case in keyed if key.endswith(("为" + wanted, "是" + wanted, "等级" + wanted))]
    if len(ending) == 1:
        return ending[0]
    ending = [
        case
        for (label, _), (_, case) in zip(part.cases, keyed, strict=True)
        if re.search(f"[为是]{re.escape(text)}$", label)
    ]
    if len(ending) == 1:
        return ending[0]
    if len(wanted) < 2:
        return None
    close = [case for key, case in keyed if _close(key, wanted)]
    return close[0] if len(close) == 1 else None


def _close(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if len(short) < 2 or short not in long:
        return False
    at = long.index(short)
    return not differs_in_degree(long[:at] + long[at + len(short) :])


def _by_number(part: Choice, number: Fraction, unit: str) -> tuple[str, Award] | None:
    reading = rate_of if unit == "%" else count_of
    found = [
        (text, award) for text, award in part.cases if (limits := reading(text)) is not None and limits.holds(number)
    ]
    return found[0] if len(found) == 1 else None


def asked(test: Test) -> list[str]:
    """The names of the variables that a condition needs."""
    if isinstance(test, InRange):
        return names(test.expr) if test.expr is not None else [test.subject]
    if isinstance(test, Compared):
        return [test.left, test.right]
    if isinstance(test, Words):
        return ["词：" + test.text]
    if isinstance(test, Every | Tally):
        return [name for part in test.tests for name in asked(part)]
    return []


def truth(test: Test, run: Run) -> bool | None:
    """Whether a condition holds, None when what was entered does not tell."""
    return holds(test, run)


def holds(test: Test, run: Run) -> bool | None:
    """Whether a condition holds, None when what was entered does not tell."""
    if isinstance(test, InRange):
        return _in_range(test, run)
    if isinstance(test, Compared):
        return _compared(test, run)
    if isinstance(test, Words):
        return _words(test.text, run)
    if isinstance(test, Otherwise):
        return True
    answers = [holds(part, run) for part in test.tests]
    if isinstance(test, Tally):
        return _tallied(test, answers.count(True), answers.count(None))
    if test.some:
        return True if True in answers else None if None in answers else False
    return False if False in answers else None if None in answers else True


def _tallied(test: Tally, sure: int, unknown: int) -> bool | None:
    if sure > test.most or sure + unknown < test.least:
        return False
    return True if sure >= test.least and sure + unknown <= test.most else None


def _in_range(test: InRange, run: Run) -> bool | None:
    if test.expr is not None:
        values: dict[str, Fraction] = {}
        for name in names(test.expr):
            value = run.value(name)
            if value is None or value.number is None:
                return None
            values[name] = value.number
        try:
            return test.range.holds(value_of(test.expr, values, Fraction(0)))
        except ZeroDivisionError:
            return None
    value = run.value(test.subject)
    if value is None or value.number is None:
        return None
    bounds = [bound.value for bound in (test.range.low, test.range.high) if bound is not None]
    if value.number != 0 and any(bounds) and not compatible(test.range.unit, value.unit):
        return None
    return test.range.holds(value.number)


def _compared(test: Compared, run: Run) -> bool | None:
    left, right = run.value(test.left), run.value(test.right)
    if left is None or right is None or left.number is None or right.number is None:
        return None
    if left.unit != right.unit and 0 not in (left.number, right.number):
        return None
    first, second = left.number, right.number
    return {"≥": first >= second, ">": first > second, "≤": first <= second, "<": first < second, "=": first == second}[
        test.op
    ]


def _words(text: str, run: Run) -> bool | None:
    value = run.value("词：" + text)
    if value is not None:
        answer = said_of(text, run)
        if answer is not None:
            return answer
        if value.number is not None and (limits := count_of(text)) is not None:
            return limits.holds(value.number)
        if name_key(value.text) == name_key(text):
            return True
    limits = count_of(text)
    thing = name_key(bare(text))
    if limits is not None and len(thing) > 1:
        for name, other in run.given.items():
            if other.number is not None and other.unit != "%" and thing in name_key(name):
                run.used.add(name)
                return limits.holds(other.number)
    key = name_key(text)
    for name, other in run.given.items():
        if other.number is None and name_key(other.text) == key:
            run.used.add(name)
            return True
    return None
