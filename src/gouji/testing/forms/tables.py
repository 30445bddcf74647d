"""Small tables that clerks put between paragraphs: the same quantities in ever other orders, headings and units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.world import World

# Suffix of the key, what a heading calls it, the stage that it says.
_STAGES = (
    ("original", ("年初预算数", "年初预算"), None),
    ("final", ("全年预算数", "调整后预算数"), None),
    ("", ("决算数", "全年执行数"), "outturn"),
    ("prior", ("上年决算数",), None),
)


def insert_tables(page: Page, world: World, count: int) -> None:
    """So many of the tables, each under its title."""
    for write in page.rng.sample(_TABLES, count):
        write(page, world)


def _titled(page: Page, title: str) -> str:
    """Write the title, with the unit in it, on a line below it, or left to the headings; what they must add."""
    place = page.rng.choice(["title", "line", "heading"])
    page.line(f"{title}（万元）" if place == "title" else title, "caption")
    if place == "line":
        page.line("[单位|金额单位]：万元", "caption")
    return "（万元）" if place == "heading" else ""


def _key(base: str, suffix: str) -> str:
    if base == "total":
        return suffix if suffix in ("original", "final") else "spent" + (f".{suffix}" if suffix else "")
    return base + (f".{suffix}" if suffix else "")


def _columns(page: Page, suffixes: Sequence[str], unit: str) -> list[tuple[str, str, str | None]]:
    """Some of the stages in some order: suffix, heading with its unit, stage said."""
    chosen = [(suffix, page.rng.choice(names) + unit, stage) for suffix, names, stage in _STAGES if suffix in suffixes]
    page.rng.shuffle(chosen)
    return chosen


def _figure(key: str, stage: str | None) -> Figure:
    return Figure(key, says={"stage": stage} if stage else None)


def _kinds(page: Page, world: World) -> None:
    """Kinds of expenditure by stages of the budget."""
    unit = _titled(page, "<year>年[部门|]支出[预算执行|]情况表")
    columns = _columns(page, ["original", "final", "", "prior"], unit)
    rows: list[list[Content]] = [[page.rng.choice(["项目", "支出类别", "支出性质"]), *(name for _, name, _ in columns)]]
    total: list[Content] = ["合计", *(_figure(_key("total", suffix), stage) for suffix, _, stage in columns)]
    body: list[list[Content]] = [
        [label, *(_figure(_key(base, suffix), stage) for suffix, _, stage in columns)]
        for label, base in (("基本支出", "basic"), ("项目支出", "project"))
    ]
    rows += [total, *body] if page.rng.random() < 0.5 else [*body, total]
    page.table(rows, "table_kinds")


def _parts(page: Page, world: World) -> None:
    """Basic expenditure and its parts, this year and the last."""
    unit = _titled(page, "<year>年度基本支出构成表")
    columns = _columns(page, ["", "prior"], unit)
    rows: list[list[Content]] = [["支出项目", *(name for _, name, _ in columns)]]
    for label, base in (("基本支出", "basic"), ("其中：人员经费", "personnel"), ("公用经费", "operating")):
        rows.append([label, *(_figure(_key(base, suffix), stage) for suffix, _, stage in columns)])
    page.table(rows, "table_parts")


def _sangong(page: Page, world: World) -> None:
    """三公 by parts: budget, outturn, last year."""
    unit = _titled(page, "“三公”经费支出情况表")
    columns = [
        ("budget", "预算数" + unit, None),
        ("", "决算数" + unit, "outturn"),
        ("prior", "上年决算数" + unit, None),
    ]
    page.rng.shuffle(columns)
    parts = [
        ("“三公”经费合计", "sangong"),
        ("因公出国（境）费", "overseas"),
        ("公务用车购置费", "vehicle_bought"),
        ("公务用车运行维护费", "vehicle_use"),
        ("公务接待费", "reception"),
    ]
    rows: list[list[Content]] = [["项目", *(name for _, name, _ in columns)]]
    rows += [[label, *(_figure(_key(base, suffix), stage) for suffix, _, stage in columns)] for label, base in parts]
    page.table(rows, "table_sangong")


def _projects(page: Page, world: World) -> None:
    """Projects with their budgets, what was spent, and the execution rate in percent."""
    unit = _titled(page, "<year>年[度|]项目支出明细表")
    rows: list[list[Content]] = [
        ["序号", "项目名称", f"年初预算{unit}", f"全年预算{unit}", f"全年执行数{unit}", "执行率（%）"]
    ]
    for index, name in enumerate(world.projects, 1):
        key = f"project{index}"
        cells: list[Content] = [Figure(f"{key}.original"), Figure(f"{key}.final"), Figure(key)]
        rows.append([str(index), name, *cells, Figure(f"{key}.execution")])
    page.table(rows, "table_projects")


def _staff(page: Page, world: World) -> None:
    """Posts and staff, side by side under their headings."""
    page.line("人员情况表", "caption")
    unit = page.rng.choice(["（人）", ""])
    columns = [("编制人数", "posts"), ("行政编制", "posts.admin"), ("事业编制", "posts.inst"), ("实有人数", "staff")]
    rows: list[list[Content]] = [["单位名称", *(name + unit for name, _ in columns)]]
    rows.append([world.organisation, *(Figure(key) for _, key in columns)])
    page.table(rows, "table_staff")


def _years(page: Page, world: World) -> None:
    """Two years below each other, the kinds of money side by side under two rows of headings."""
    unit = _titled(page, "近两年收支情况对比表")
    rows: list[list[Content]] = [
        [At("年度", rows=2), At(f"收入合计{unit}", rows=2), At(f"支出{unit}", columns=3)],
        ["支出合计", "基本支出", "项目支出"],
    ]
    years = [(str(world.year - 1), ".prior"), (str(world.year), "")]
    if page.rng.random() < 0.5:
        years.reverse()
    for year, suffix in years:
        cells = [Figure(key + suffix) for key in ("revenue", "spent", "basic", "project")]
        rows.append([f"{year}年", *cells])
    page.table(rows, "table_years")


def _assets(page: Page, world: World) -> None:
    """Assets by kind at the end of the year."""
    unit = _titled(page, "<year>年末资产情况表")
    kinds = [("流动资产", "current"), ("固定资产", "fixed.book"), ("在建工程", "building"), ("无形资产", "intangible")]
    rows: list[list[Content]] = [["资产类别", f"年末账面数{unit}"]]
    rows += [[label, Figure(key)] for label, key in kinds]
    rows.append(["资产合计", Figure("assets")])
    page.table(rows, "table_assets")


_TABLES: list[Callable[[Page, World], None]] = [_kinds, _parts, _sangong, _projects, _staff, _years, _assets]
