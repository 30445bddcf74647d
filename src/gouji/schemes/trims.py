"""Printed words without what only joins them: quotes, connectives, particles."""

from __future__ import annotations

import re

from gouji.schemes.tokens import Token

_LEAD = re.compile(
    r"^(?:、|且|并且|并(?!网)|或者|或|同时|但是|但|而且|而|若是|若|如果|如(?!期)|当(?!年|期|地|月|日|前|季)|对于|对(?!口|外|象|比|接)|其中|凡是|凡|的|介于|"
    r"在(?!职|校|岗|建|编|用|册|线|库|档)|则|即(?!时)|经(?!费|济|营|常|办)|及(?!时|格)|只要|另外|处于|:)+"
)
_TRAIL = re.compile(
    r"(?:的|在|为|介于|处于|要求|要|但|应当|应|须|需|能够|(?<!平)均|都|控制|保持|且|并|占|(?<![及按准随适临超延定实用工课学同耗])时|情况|部分|:)+$"
)
_QUOTES = re.compile("[ \\t\\n“”\"'‘’「」『』]+")


def plain_of(text: str) -> str:
    """Words without quotes and blanks."""
    return _QUOTES.sub("", text)


def unquoted(text: str) -> str:
    """Words without quotes, blanks and the punctuation around them."""
    return _QUOTES.sub("", text).strip(",;。:、 ")


def clean(text: str) -> str:
    """Words of a subject or a condition without quotes, connectives and trailing particles."""
    text = _QUOTES.sub("", text).strip(",;。:、 ")
    return _TRAIL.sub("", _LEAD.sub("", text)).rstrip("±")


def label(text: str) -> str:
    """Words of a condition as they are named in a trace: without quotes and the particle at the end."""
    text = _LEAD.sub("", _QUOTES.sub("", text).strip(",;。:、 "))
    return re.sub(r"(?:的|者|(?<![及按准随适临超延定实用工课学同耗])时|，|,|、)+$", "", text)


def slice_of(text: str, tokens: list[Token]) -> str:
    """The printed text that tokens span."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
