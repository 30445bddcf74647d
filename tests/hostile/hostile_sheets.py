"""Workbooks and layouts (xlsx, OFD) made to harm."""

from __future__ import annotations

from hostile_base import NOWHERE, RELATION, relations, specimen, zipped

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_O = "http://www.ofdspec.org/2016"


def sheet(rows: str, **more: str | bytes) -> bytes:
    """An xlsx with one sheet of these rows."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{RELATION}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}">{rows}</worksheet>',
            **more,
        }
    )


def layout(page: str, **more: str | bytes) -> bytes:
    """An OFD with one page."""
    box = "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{_O}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_O}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>'
            "0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
            '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page xmlns:ofd="{_O}">{box}<ofd:Content>{page}</ofd:Content>'
            "</ofd:Page>",
            **more,
        }
    )


@specimen
def xlsx_million_columns() -> bytes:
    """Two cells at the far corners, and a dimension and merges that claim everything."""
    rows = (
        '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="1000000" width="9"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    )
    return sheet(rows)


@specimen
def xlsx_cell_out_of_range() -> bytes:
    """References beyond any sheet."""
    return sheet(
        '<sheetData><row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c><c r="A0"><v>1e999999</v></c>'
        '<c r="" t="s"><v>-7</v></c><c r="B2" t="s" s="999999"><v>99999999</v></c></row></sheetData>'
    )


@specimen
def xlsx_external_links() -> bytes:
    """Formulas that fetch and execute."""
    return sheet(
        f'<sheetData><row r="1"><c r="A1"><f>WEBSERVICE("{NOWHERE}")</f><v>1</v></c><c r="B1">'
        "<f>cmd|' /c calc'!A0</f>"
        "<v>2</v></c></row></sheetData>",
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("r9", "externalLinkPath", f"{NOWHERE}a.xlsx"), external=True
            )
        },
    )


@specimen
def xlsx_bomb_of_strings() -> bytes:
    """One shared string of 100 MB."""
    text = f'<sst xmlns="{_S}"><si><t>{"a" * (100 << 20)}</t></si></sst>'
    return sheet(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', **{"xl/sharedStrings.xml": text}
    )


@specimen
def ofd_path_escape() -> bytes:
    """A document root outside the package."""
    root = "../../../../../etc/passwd"
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{_O}"><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>'
            "</ofd:OFD>",
            "Doc_0/x.xml": "<x/>",
        }
    )


@specimen
def ofd_depth() -> bytes:
    """Blocks nested 100,000 deep."""
    return layout(f"<ofd:Layer>{'<ofd:PageBlock>' * 100_000}{'</ofd:PageBlock>' * 100_000}</ofd:Layer>")


@specimen
def ofd_repeats() -> bytes:
    """A DeltaX that repeats a billion times, numbers that are none, and a page without size."""
    text = (
        '<ofd:TextObject ID="1" Boundary="0 0 100 10" Font="1" Size="5"><ofd:TextCode X="0" Y="5"'
        ' DeltaX="g 1000000000 5" DeltaY="g -5 nan g g">支出1万元</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject Boundary="0 0 1e400 nan" Size="x">'
        '<ofd:TextCode X="inf" Y="-1e308">甲</ofd:TextCode></ofd:TextObject>'
    )
    return layout(f"<ofd:Layer>{text}</ofd:Layer>")


@specimen
def ofd_template_loop() -> bytes:
    """A page that is its own template."""
    return layout('<ofd:Template TemplateID="1"/>') + b""


@specimen
def ofd_many_paths() -> bytes:
    """100,000 lines on one page: a lattice of them all would never end."""
    paths = "".join(
        f'<ofd:PathObject Boundary="0 0 210 297" LineWidth="0.1"><ofd:AbbreviatedData>'
        f"M {i % 210} 0 L {i % 210} {i % 297}"
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for i in range(60_000)
    )
    return layout(f"<ofd:Layer>{paths}</ofd:Layer>")
