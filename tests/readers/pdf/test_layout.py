"""The layout engine on pages made of characters and rulings: what holds for any page, and single rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reader_views import paragraphs, unplaced

from gouji.model import Document, Table
from gouji.readers.lattice import find_grids
from gouji.readers.layout import compose
from gouji.readers.page import RADICALS, Glyph, Page, Ruling, is_unreadable, without_radicals
from gouji.readers.source import Source


def glyphs(x: float, top: float, words: str, size: float = 12.0) -> list[Glyph]:
    out: list[Glyph] = []
    for char in words:
        width = size if char > "\u2e80" else size / 2
        out.append((char, x, top, x + width, top + size))
        x += width
    return out


def page(
    content: list[Glyph], rulings: list[Ruling] | None = None, number: int = 1, doubt: list[float] | None = None
) -> Page:
    return Page(number=number, width=595, height=842, glyphs=content, rulings=rulings or [], doubt=doubt or [])


def document(*pages: Page) -> Document:
    layout = compose(pages)
    return Source(name="页", data=b"").document("pdf", layout.text, layout.blocks, layout.segments, layout.gaps)


NUMBERS = st.floats(min_value=0, max_value=600, width=32)
GLYPHS = st.lists(
    st.tuples(st.sampled_from("支出665.85万元，合计 第一%A"), NUMBERS, NUMBERS, st.floats(1, 30), st.floats(1, 30)).map(
        lambda t: (t[0], t[1], t[2], t[1] + t[3], t[2] + t[4])
    ),
    max_size=40,
)
RULINGS = st.lists(
    st.tuples(NUMBERS, NUMBERS, st.floats(0, 400), st.booleans()).map(
        lambda t: (t[0], t[1], t[0] + t[2], t[1] + 0.5) if t[3] else (t[0], t[1], t[0] + 0.5, t[1] + t[2])
    ),
    max_size=24,
)


@given(st.lists(st.tuples(GLYPHS, RULINGS), min_size=1, max_size=4))
def test_any_page_gives_a_whole_document(content: list[tuple[list[Glyph], list[Ruling]]]) -> None:
    found = document(*(page(g, r, n) for n, (g, r) in enumerate(content, 1)))
    assert unplaced(found) == []
    ends = [0]
    for segment in found.segments:
        assert segment.start >= ends[-1] and segment.end > segment.start
        assert segment.place.page is not None and segment.place.box is not None
        ends.append(segment.end)
    for table in found.tables():
        assert_grid(table)


def assert_grid(table: Table) -> None:
    """Cells lie inside the table and do not overlap."""
    seen: set[tuple[int, int]] = set()
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                assert row < table.rows and column < table.columns
                assert (row, column) not in seen
                seen.add((row, column))


@given(RULINGS)
def test_any_rulings_give_grids_whose_cells_fill_them(rulings: list[Ruling]) -> None:
    for grid in find_grids(rulings):
        places = sum(cell.rowspan * cell.colspan for cell in grid.cells)
        assert places == (len(grid.xs) - 1) * (len(grid.ys) - 1)
        assert grid.xs == sorted(grid.xs) and grid.ys == sorted(grid.ys)
        for row, units in enumerate(grid.unit):
            for column, index in enumerate(units):
                cell = grid.cells[index]
                assert cell.row <= row < cell.row + cell.rowspan
                assert cell.column <= column < cell.column + cell.colspan


@given(st.permutations(range(24)))
def test_the_order_of_the_content_does_not_matter(order: list[int]) -> None:
    content = glyphs(72, 100, "支出665.85万元，") + glyphs(72, 124, "收入764.37万元")
    content = content[:24]
    shuffled = [content[i] for i in order if i < len(content)]
    assert document(page(shuffled)).text == document(page(content)).text


def test_a_missing_border_in_one_row_joins_two_cells_only() -> None:
    lines: list[Ruling] = [(0, y, 200, y) for y in (0.0, 20.0, 40.0)] + [(x, 0, x, 40) for x in (0.0, 200.0)]
    (grid,) = find_grids([*lines, (100, 20, 100, 40)])
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_an_angled_cell_is_divided_into_rectangles() -> None:
    lines: list[Ruling] = [(0, y, 300, y) for y in (0.0, 60.0)] + [(x, 0, x, 60) for x in (0.0, 300.0)]
    (grid,) = find_grids([*lines, (100, 0, 100, 20), (100, 20, 300, 20), (200, 20, 200, 60)])
    shapes = [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells]
    assert shapes == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 2), (1, 2, 1, 1)]


def test_many_rulings_take_little_time() -> None:
    comb: list[Ruling] = [(0, float(y), 500, float(y)) for y in range(0, 8000, 8)]
    comb += [(float(x), 0, float(x), 8000) for x in range(0, 500, 10)]
    assert len(find_grids(comb)[0].cells) == 1000 * 50


def test_doubt_is_carried_along() -> None:
    content = glyphs(72, 100, "支出350万元")
    found = document(page(content, doubt=[0.9] * len(content)))
    assert paragraphs(found) == ["支出350万元"]


def test_radicals_are_mapped_and_nothing_else_is() -> None:
    assert (RADICALS["⼀"], RADICALS["⼾"], RADICALS["⻓"]) == ("一", "户", "长")
    assert not any(char in RADICALS for char in "①㎡²½（）％")


def test_a_text_layer_is_believed_only_when_it_means_something() -> None:
    assert is_unreadable("\ue001\ue002支出") and is_unreadable("\ufffd" * 5) and is_unreadable("⼀" * 30)
    assert not is_unreadable("支出⼀万元" * 10) and not is_unreadable("")


def test_only_radicals_change_when_they_are_mapped() -> None:
    content = glyphs(0, 0, "⼀①２²")
    assert "".join(glyph[0] for glyph in without_radicals(content, "⼀①２²")) == "一①２²"
