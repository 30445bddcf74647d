"""Writes the example ledgers beside the example report: a workbook of water samples and a CSV of maintenance works.

Everything in them is made up. The workbook has what real ledgers have: a title above the headers, a row of totals, a
sample entered twice, samples of the years before and after, and a column of persons, which is passed over.
"""

from __future__ import annotations

import argparse
import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
HEADERS = ("样品编号", "采样日期", "报告时限", "报告日期", "水样类型", "检测结果", "采样人")
KINDS = ("出厂水", "末梢水", "水源水")
SAMPLES, UNFIT, LATE = 258, 16, 11
WORKS = (
    ("小型水库坝坡整治", "2023-03-06", "2023-06-30", "2023-06-21"),
    ("南干渠清淤疏浚", "2023-02-20", "2023-05-31", "2023-05-31"),
    ("西灌区闸门更换", "2023-03-15", "2023-06-15", "2023-06-02"),
    ("溢洪道护砌修补", "2023-04-10", "2023-08-31", "2023-10-13"),
    ("雨量站设备更新", "2023-05-08", "2023-07-31", "2023-07-28"),
    ("水厂净化设施检修", "2023-09-04", "2023-11-30", "2023-11-24"),
    ("北支渠衬砌", "2023-09-18", "2023-12-15", "2023-12-15"),
)


def samples() -> list[tuple[str, date, date, date, str, str]]:
    """The samples in order: three of the year before, those of 2023, two of the year after."""
    days = [date(2022, 12, 26) + timedelta(days=n) for n in (0, 1, 3)]
    days += [date(2023, 1, 3) + timedelta(days=n * 360 // SAMPLES) for n in range(SAMPLES)]
    days += [date(2024, 1, 2), date(2024, 1, 4)]
    rows = []
    for number, day in enumerate(days, 1):
        at = number - 4
        unfit = 0 <= at < SAMPLES and at % (SAMPLES // UNFIT) == 7 and at // (SAMPLES // UNFIT) < UNFIT
        late = 0 <= at < SAMPLES and at % (SAMPLES // LATE) == 12 and at // (SAMPLES // LATE) < LATE
        due = day + timedelta(days=10)
        done = due + timedelta(days=3) if late else day + timedelta(days=6 + at % 4)
        rows.append((f"SY{number:04d}", day, due, done, KINDS[at % 3], "不合格" if unfit else "合格"))
    # A sample that was entered twice.
    return [*rows[:101], rows[100], *rows[101:]]


def write_workbook(path: Path) -> None:
    """The workbook of samples."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2024, 1, 5)})
        title = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDE7F0"})
        cell, day = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("水样检测")
        sheet.set_column(0, len(HEADERS) - 1, 13)
        sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "青河县水利服务中心水样检测台账", title)
        sheet.write_row(1, 0, HEADERS, head)
        rows = samples()
        for at, row in enumerate(rows, 2):
            sheet.write(at, 0, row[0], cell)
            for column in (1, 2, 3):
                sheet.write_datetime(at, column, datetime.combine(row[column], datetime.min.time()), day)
            sheet.write_row(at, 4, (*row[4:], f"采样{'一二三'[at % 3]}组"), cell)
        sheet.write_row(len(rows) + 2, 0, ("合计", "", "", "", "", f"{len(rows)}份", ""), head)


def write_csv(path: Path) -> None:
    """The CSV of works, in the encoding in which Chinese Excel saves it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("项目名称", "开工日期", "计划完工日期", "实际完工日期", "完成情况"))
        for name, *days in WORKS:
            writer.writerow((name, *(day.replace("-", "/") for day in days), "已验收"))


if __name__ == "__main__":
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    write_workbook(EXAMPLES / "示例水样台账.xlsx")
    write_csv(EXAMPLES / "示例项目台账.csv")
