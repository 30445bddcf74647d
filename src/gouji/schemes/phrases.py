"""Phrases that clauses are recognised by, and segments: tokens between two marks of punctuation."""

from __future__ import annotations

import re

from gouji.schemes.tokens import Token

HEAD = re.compile(
    r"^(?:(?:评分|计分|评价|考核|打分|赋分)(?:标准|规则|办法|方法|细则|要点|依据)?(?:如下|为)?|其中|备注|说明|注|具体(?:为|如下)?|得分(?:标准|规则|方法))$"
)
SOURCE = re.compile(
    r"^(?:查阅|查看|查|现场查看|现场核查|核查|查验|依据|根据|按照|结合|通过|对照|以)[^得扣计]{1,30}(?:资料|文件|凭证|台账|报告|记录|数据|报表|为准|现场|情况|证明|批复|要求|规定)?$"
)
GIVEN = re.compile(
    r"(?:由.{1,24}?(?:评定|评分|打分|评价|认定|考核|确定|评估|核定)(?:得分|分数|分值|后确定)?|(?:根据|按照|按|依据|以|引用).{1,40}?(?:折算|换算|评定|评分|打分|赋分|给分|确定分值|确定得分|确定|计分|计算得分|得分)"
    r"(?:得分|计分|考核内容设置|分值|本项得分)?|专家(?:评议|评审|打分|评分).{0,8}|综合(?:评定|评议|评判|考虑).{0,8})$"
)
NOTHING = re.compile(
    r"^(?:项目)?(?:实施|预算|主管)?(?:单位|部门)?(?:(?:本年|当年|年度)?(?:没有|无|未安排|不涉及|未设立|未设|没有安排|未发生|未列|无需)(?:的)?)(.+?)(?:的)?(?:部门|单位|项目单位|预算单位|地区|县市区|情况)?(?:的)?$"
)
WHO = re.compile(r"(?:部门|单位|地区|县市区|处室|科室)(?:的)?$")
WEIGHTS = re.compile(r"^.{1,30}(?:各占|分别占|权重各为|权重分别为)$")
# Of several only the best counts.
BEST = re.compile(
    r"^(?:以|按|取|按照)?(?:就高(?:不就低)?|最高分|最高项|最高级别|最高等级|最高)(?:不重复)?(?:的)?(?:原则)?(?:计分|计算|计|得分|赋分|计入|为准|加分)?$|"
    r"^(?:不|不得)?(?:不)?(?:重复|累计|叠加)(?:计分|计算|加分|得分|计)$"
)
# What a checklist means anyway.
ITS_OWN = re.compile(
    r"^每(?:有)?(?:缺|少|差)(?:少)?(?:一|1)?(?:项|个|条)(?:的)?(?:扣|扣除|扣减)(?:其|该项|相应|对应|该小项)(?:的)?(?:分值|分数|得分|分)$"
)
TOTAL = re.compile(r"^(?:全年|年度|年初)?(?:总共|共有|共|计划)(?:完成|实施|安排|开展)?\d+[^\d]{1,14}$")
DATE = re.compile(
    r"^(?:截至|截止|到|至)?(?:当年|本年|次年)?(?:(?:\d{1,2}月(?:底|末|份|\d{1,2}[日号])?|年底|年末|年度终了|季末)(?:之?前|止|时)?)$"
)
CONTEXT = re.compile(r"^(?:若|如|如果|当)?(?:定量|该|本|定性)?(?:指标)?(?:为)?(?:指标)?(?:正|反)向(?:指标)?")
# 除上级政策性因素外, 一经查实: said beside a condition, and no condition of its own.
ASIDE = re.compile(
    r"^(?:除(?:了)?[^,;。得扣]{1,24}(?:以外|之外|外)|"
    r"(?:一)?经(?:查证|核查|核实|查实|查证属实|调查)(?:属实|确认|的)?|一经发现|一旦发现)$"
)
_RATE_NAME = re.compile(r"(?:率|度|占比|比重|比例|比|幅度|增幅|额|数|量|值|得分|成本|程度|指数)$")


BEYOND = re.compile(
    r"^(?:未达到|低于|高于|超过|超出|超|未完成|否则|不足|达不到|未达标|未达|不达标|没有达到|未达成|在此基础上|每)(?:部分|的|者|要求|标准|目标|目标值|任务|计划|指标值|范围|标准值)*$"
)


# Events that say nothing of what it is that happens.
GENERIC = re.compile(r"^(?:(?:每)?(?:发现|出现|发生|查出|查实|存在|涉及|有|超支|超标|超过)?(?:问题|情况|情形)?)$")


class Segment:
    """Tokens between two punctuation marks, and the mark that ends them."""

    __slots__ = ("end", "tokens")

    def __init__(self, tokens: list[Token], end: str) -> None:
        self.tokens = tokens
        self.end = end


def segments(tokens: list[Token]) -> list[Segment]:
    """Tokens cut at commas, semicolons, full stops and line ends outside brackets, and behind （2分）."""
    out: list[Segment] = []
    current: list[Token] = []
    depth = 0
    for i, token in enumerate(tokens):
        if token.kind == "sign":
            depth += (token.text in "([") - (token.text in ")]")
        if token.kind == "punct" and token.text in ",;。\n" and depth <= 0:
            depth = 0
            if current:
                out.append(Segment(current, token.text))
            elif out and token.text != ",":
                out[-1].end = token.text
            current = []
            continue
        current.append(token)
        closes = token.kind == "bracketed" and len(current) > 1
        if closes and i + 1 < len(tokens) and tokens[i + 1].text not in (":", "、"):
            out.append(Segment(current, ";" if tokens[i + 1].kind == "word" else ","))
            current = []
    if current:
        out.append(Segment(current, "。"))
    return out
