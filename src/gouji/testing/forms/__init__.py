"""The forms of reports, one file each: what stands in which chapter and which table."""

from __future__ import annotations

from collections.abc import Callable

from gouji.testing.forms import accounts, budget, city, department, national, performance, reports, sichuan
from gouji.testing.page import Page
from gouji.testing.world import World

Write = Callable[[Page, World], None]

# Form -> (title behind the unit's name, writer).
FORMS: dict[str, tuple[str, Write]] = {
    "prose12": ("整体支出绩效自评报告", reports.write_twelve),
    "prose7": ("部门整体支出绩效自评报告", reports.write_seven),
    "performance": ("预算绩效管理工作开展情况说明", performance.write),
    "department": ("整体支出绩效自评报告", department.write),
    "city": ("部门整体支出绩效评价报告", city.write),
    "project": ("项目支出绩效自评表", national.write),
    "project_sichuan": ("部门预算项目支出绩效自评表", sichuan.write),
    "budget": ("部门预算", budget.write),
    "accounts": ("部门决算", accounts.write),
}

__all__ = ["FORMS", "Write"]
