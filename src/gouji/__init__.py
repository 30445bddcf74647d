"""Gouji 勾稽: proves which figures of a performance self-evaluation report tie and which do not.

document = gouji.read("自评报告.docx")
report = gouji.extract(document)
judgement = gouji.check(document, report)
gouji.check(document, report, [gouji.other("部门决算.pdf"), gouji.other("上年自评.docx", "previous")])
(sheet,) = gouji.score(report)
gouji.find_quantities("支出354.36万元")
gouji.compile_standard("控制率≤100%，计5分；每超过1个百分点扣0.5分", 5).score({"控制率": "103%"})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.pipeline import check, extract, judge, other, read, score
    from gouji.quantities import find_quantities
    from gouji.schemes import compile_standard

__all__ = ["check", "compile_standard", "extract", "find_quantities", "judge", "other", "read", "score"]

_HOME = {
    "check": "gouji.pipeline",
    "compile_standard": "gouji.schemes",
    "extract": "gouji.pipeline",
    "judge": "gouji.pipeline",
    "other": "gouji.pipeline",
    "read": "gouji.pipeline",
    "score": "gouji.pipeline",
    "find_quantities": "gouji.quantities",
}


def __getattr__(name: str) -> Any:
    """Load a public function when it is first used, so that importing Gouji costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'gouji' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
