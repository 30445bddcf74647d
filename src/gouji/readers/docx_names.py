"""The names of WordprocessingML that the reader knows, and the strict variant's names for the same things."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

W_VAL = _W + "val"
W_ID = _W + "id"
W_TYPE = _W + "type"
W_CHAR = _W + "char"
W_FONT = _W + "font"
W_ILVL = _W + "ilvl"
W_NUM_ID = _W + "numId"
W_ABSTRACT_NUM_ID = _W + "abstractNumId"
W_STYLE_ID = _W + "styleId"
W_FLD_CHAR_TYPE = _W + "fldCharType"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

BODY, P, R, T, TBL, TR, TC = (_W + name for name in ("body", "p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, TRPR, TCPR = (_W + name for name in ("pPr", "rPr", "trPr", "tcPr"))
PSTYLE, RSTYLE, NUMPR, OUTLINE = (_W + name for name in ("pStyle", "rStyle", "numPr", "outlineLvl"))
NUM_ID, ILVL, BASED_ON, NAME = (_W + name for name in ("numId", "ilvl", "basedOn", "name"))
GRID_SPAN, V_MERGE, H_MERGE = (_W + name for name in ("gridSpan", "vMerge", "hMerge"))
GRID_BEFORE, GRID_AFTER = (_W + name for name in ("gridBefore", "gridAfter"))
DEL, INS, MOVE_FROM, MOVE_TO = (_W + name for name in ("del", "ins", "moveFrom", "moveTo"))
SDT, SDT_CONTENT, ALT_CHUNK, SUB_DOC = (_W + name for name in ("sdt", "sdtContent", "altChunk", "subDoc"))
TAB, PTAB, BR, CR, SYM = (_W + name for name in ("tab", "ptab", "br", "cr", "sym"))
NO_BREAK_HYPHEN, RUBY, RUBY_BASE = (_W + name for name in ("noBreakHyphen", "ruby", "rubyBase"))
FLD_CHAR, VANISH, TXBX = (_W + name for name in ("fldChar", "vanish", "txbxContent"))
DRAWING, PICT, OBJECT = (_W + name for name in ("drawing", "pict", "object"))
FOOTNOTE, ENDNOTE = (_W + name for name in ("footnote", "endnote"))
FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE = (_W + name for name in ("footnoteReference", "endnoteReference"))
NUM, ABSTRACT_NUM, LVL, LVL_OVERRIDE = (_W + name for name in ("num", "abstractNum", "lvl", "lvlOverride"))
ABSTRACT_NUM_ID, START_OVERRIDE, START = (_W + name for name in ("abstractNumId", "startOverride", "start"))
NUM_FMT, LVL_TEXT, SUFF, IS_LGL = (_W + name for name in ("numFmt", "lvlText", "suff", "isLgl"))
LVL_RESTART, NUM_STYLE_LINK = (_W + name for name in ("lvlRestart", "numStyleLink"))

ALTERNATE, CHOICE, FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
O_MATH, O_MATH_PARA = (_M + name for name in ("oMath", "oMathPara"))
M_T, M_FRACTION, M_NUMERATOR, M_DENOMINATOR = (_M + name for name in ("t", "f", "num", "den"))
M_SUPERSCRIPT, M_SUBSCRIPT, M_RADICAL_DEGREE = (_M + name for name in ("sup", "sub", "deg"))

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
VML_TEXT = "{urn:schemas-microsoft-com:vml}textpath"

THROUGH = frozenset(
    [
        *(_W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple")),
        *(_W + name for name in ("sdt", "sdtContent", "dir", "bdo")),
    ]
)
"""Elements that only wrap what they hold."""

DROPPED = frozenset([DEL, MOVE_FROM])
"""Tracked changes whose content is no longer in the text."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PICTURE),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", CHART),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", DIAGRAM),
)


def transitional(data: bytes) -> bytes:
    """The bytes of a part with the namespaces of the strict variant replaced by the usual ones."""
    if b"http://purl.oclc.org/ooxml/" not in data[:8192]:
        return data
    for strict, name in _STRICT:
        data = data.replace(strict, name[1 : name.index("}")].encode())
    return data


def strict(data: bytes) -> bytes:
    """The bytes of a part with the names of the strict variant, as they were before `transitional`."""
    for name, usual in _STRICT:
        data = data.replace(usual[1 : usual.index("}")].encode(), name)
    return data


def child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child with a tag; many times faster than `find`, which interprets a path."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def is_on(parent: etree._Element | None, tag: str) -> bool:
    """Whether a yes-no property stands in its parent and is not switched off."""
    found = child(parent, tag)
    return found is not None and found.get(W_VAL, "1") not in ("0", "false", "off", "none")


def value(parent: etree._Element | None, tag: str) -> str | None:
    """The w:val of a child, None when there is no such child."""
    found = child(parent, tag)
    return None if found is None else found.get(W_VAL)


def number(text: str | None) -> int | None:
    """A small whole number of an attribute, None when it is none."""
    if text is None:
        return None
    try:
        found = int(text)
    except ValueError:
        return None
    return found if -1_000_000 < found < 1_000_000_000 else None
