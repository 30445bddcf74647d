"""The vocabulary as a taxonomy: a schema, labels in Chinese and English, a tree to browse, and the sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gouji.output.xbrl.names import DIMENSIONS, NAMESPACE, ROLES, SCHEMA, item_type, period_type
from gouji.vocabulary import Concept, Relation, concepts, relations

if TYPE_CHECKING:
    from lxml.etree import _Element

_XBRLI = "http://www.xbrl.org/2003/instance"
_LINK = "http://www.xbrl.org/2003/linkbase"
_XLINK = "http://www.w3.org/1999/xlink"
_XS = "http://www.w3.org/2001/XMLSchema"
_XBRLDT = "http://xbrl.org/2005/xbrldt"
_DTR = "http://www.xbrl.org/dtr/type/2022-03-31"
_XML = "http://www.w3.org/XML/1998/namespace"
_ROLE = "http://www.xbrl.org/2003/role"
_ARC = "http://www.xbrl.org/2003/arcrole"
_SUMMATION = "https://xbrl.org/2023/arcrole/summation-item"
_IMPORTS = {
    _XBRLI: "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    _XBRLDT: "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    _DTR: "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd",
}
_LINKBASES = {
    "gouji-label-zh.xml": "labelLinkbaseRef",
    "gouji-label-en.xml": "labelLinkbaseRef",
    "gouji-presentation.xml": "presentationLinkbaseRef",
    "gouji-calculation.xml": "calculationLinkbaseRef",
}
# What a file of the vocabulary is called in a tree; one that is missing here goes by its own name.
_GROUPS = {
    "assets": "资产",
    "budget": "预算各阶段",
    "economic": "支出经济分类",
    "expenditure": "支出",
    "functional": "支出功能分类",
    "projects": "单个项目",
    "rates": "比率",
    "revenue": "收入",
    "sangong": "“三公”经费",
    "scores": "分值与得分",
    "staff": "人员与机构",
}
_OPERATOR = {"sum": "＋", "difference": "－"}


def taxonomy() -> dict[str, bytes]:
    """File name -> its bytes; the same vocabulary gives the same bytes."""
    return {
        SCHEMA: _bytes(_schema()),
        "gouji-label-zh.xml": _bytes(_labels("zh", _chinese())),
        "gouji-label-en.xml": _bytes(_labels("en", _english())),
        "gouji-presentation.xml": _bytes(_presentation()),
        "gouji-calculation.xml": _bytes(_calculation()),
    }


def calculations() -> list[Relation]:
    """The relations that a calculation can say: sums and differences of things measured alike."""
    return [r for r in relations().values() if r.kind in _OPERATOR and len({_alike(m) for m in _members(r)}) == 1]


def _members(relation: Relation) -> tuple[str, ...]:
    return (relation.whole, *relation.parts, *relation.optional)


def _alike(concept: str) -> tuple[str, str]:
    return item_type(concepts()[concept]), period_type(concepts()[concept])


def _bytes(root: _Element) -> bytes:
    from lxml import etree

    etree.indent(root, space="  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add(parent: _Element, name: str, text: str | None = None, /, **attributes: str) -> _Element:
    """A child; "link:loc" names an element of the parent's prefix, "xlink__type" an attribute of another one."""
    from lxml import etree

    prefix, _, local = name.partition(":")
    spaces = parent.nsmap
    made = etree.SubElement(parent, f"{{{spaces[prefix]}}}{local}")
    for key, value in attributes.items():
        space, _, plain = key.rpartition("__")
        made.set(f"{{{_XML if space == 'xml' else spaces[space]}}}{plain}" if space else plain.rstrip("_"), value)
    made.text = text
    return made


def _schema() -> _Element:
    from lxml import etree

    spaces = {"xs": _XS, "xbrli": _XBRLI, "link": _LINK, "xlink": _XLINK, "xbrldt": _XBRLDT, "dtr": _DTR}
    root = etree.Element(f"{{{_XS}}}schema", nsmap={**spaces, "gouji": NAMESPACE})
    root.set("targetNamespace", NAMESPACE)
    root.set("elementFormDefault", "qualified")
    about = _add(_add(root, "xs:annotation"), "xs:appinfo")
    for relation in calculations():
        role = _add(about, "link:roleType", roleURI=_role(relation), id=f"role_{relation.id}")
        _add(role, "link:definition", _equation(relation))
        _add(role, "link:usedOn", "link:calculationLink")
    for name, kind in _LINKBASES.items():
        _add(
            about,
            "link:linkbaseRef",
            xlink__type="simple",
            xlink__href=name,
            xlink__role=f"{_ROLE}/{kind}",
            xlink__arcrole="http://www.w3.org/1999/xlink/properties/linkbase",
        )
    for namespace, location in _IMPORTS.items():
        _add(root, "xs:import", namespace=namespace, schemaLocation=location)
    for group in _groups():
        _item(root, f"Group_{group}", "xbrli:stringItemType", "duration", abstract="true")
    for dimension in DIMENSIONS:
        value = f"{dimension}Value"
        _add(root, "xs:element", name=value, id=f"gouji_{value}", type="xs:string")
        where = {"xbrldt__typedDomainRef": f"#gouji_{value}", "abstract": "true"}
        _item(root, dimension, "xbrli:stringItemType", "duration", "xbrldt:dimensionItem", **where)
    for concept in concepts().values():
        _item(root, concept.id, item_type(concept), period_type(concept))
    return root


def _item(
    root: _Element, name: str, kind: str, period: str, group: str = "xbrli:item", /, **attributes: str
) -> _Element:
    given = {"xbrli__periodType": period, **attributes}
    return _add(
        root, "xs:element", name=name, id=f"gouji_{name}", type=kind, substitutionGroup=group, nillable="true", **given
    )


def _groups() -> list[str]:
    return list(dict.fromkeys(concept.group for concept in concepts().values()))


def _role(relation: Relation) -> str:
    return f"{ROLES}:{relation.id}"


def _equation(relation: Relation) -> str:
    """A sum as people write it: 支出合计 ＝ 基本支出 ＋ 项目支出."""
    names = [concepts()[member].zh for member in _members(relation)]
    return f"{names[0]} ＝ {f' {_OPERATOR[relation.kind]} '.join(names[1:])}"


def _linkbase() -> _Element:
    from lxml import etree

    return etree.Element(f"{{{_LINK}}}linkbase", nsmap={"link": _LINK, "xlink": _XLINK})


def _link(root: _Element, name: str, role: str) -> _Element:
    return _add(root, f"link:{name}", xlink__type="extended", xlink__role=role)


def _locate(link: _Element, names: Iterable[str]) -> None:
    for name in dict.fromkeys(names):
        _add(link, "link:loc", xlink__type="locator", xlink__href=f"{SCHEMA}#gouji_{name}", xlink__label=name)


def _chinese() -> Iterator[tuple[str, str, str]]:
    """Element, label, documentation."""
    yield from ((f"Group_{group}", _GROUPS.get(group, group), "") for group in _groups())
    yield from ((name, zh, "") for name, (zh, _) in DIMENSIONS.items())
    yield from ((concept.id, concept.zh, concept.definition) for concept in concepts().values())


def _english() -> Iterator[tuple[str, str, str]]:
    yield from ((f"Group_{group}", group, "") for group in _groups())
    yield from ((name, en, "") for name, (_, en) in DIMENSIONS.items())
    yield from ((concept.id, _words(concept), "") for concept in concepts().values())


def _words(concept: Concept) -> str:
    return concept.id.replace("_", " ")


def _labels(language: str, said: Iterator[tuple[str, str, str]]) -> _Element:
    root = _linkbase()
    link = _link(root, "labelLink", f"{_ROLE}/link")
    for name, label, documentation in said:
        _locate(link, [name])
        for role, text in (("label", label), ("documentation", documentation)):
            if text:
                own = f"{name}.{role}"
                where = {"xlink__type": "resource", "xlink__label": own, "xlink__role": f"{_ROLE}/{role}"}
                _add(link, "link:label", text, xml__lang=language, **where)
                _arc(link, "labelArc", f"{_ARC}/concept-label", name, own)
    return root


def _arc(link: _Element, name: str, arcrole: str, start: str, end: str, /, **attributes: str) -> None:
    where = {"xlink__type": "arc", "xlink__arcrole": arcrole, "xlink__from": start, "xlink__to": end}
    _add(link, f"link:{name}", **where, **attributes)


def _presentation() -> _Element:
    root = _linkbase()
    link = _link(root, "presentationLink", f"{_ROLE}/link")
    for group in _groups():
        members = [concept.id for concept in concepts().values() if concept.group == group]
        _locate(link, [f"Group_{group}", *members])
        for order, member in enumerate(members, 1):
            _arc(link, "presentationArc", f"{_ARC}/parent-child", f"Group_{group}", member, order=str(order))
    return root


def _calculation() -> _Element:
    """A link of its own for every relation, because two sums of one whole are alternatives and not one sum."""
    root = _linkbase()
    for relation in calculations():
        address = f"{SCHEMA}#role_{relation.id}"
        _add(root, "link:roleRef", roleURI=_role(relation), xlink__type="simple", xlink__href=address)
    address = "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"
    _add(root, "link:arcroleRef", arcroleURI=_SUMMATION, xlink__type="simple", xlink__href=address)
    for relation in calculations():
        link = _link(root, "calculationLink", _role(relation))
        _locate(link, _members(relation))
        for order, part in enumerate(_members(relation)[1:], 1):
            weight = "-1" if relation.kind == "difference" and order == 2 else "1"
            _arc(link, "calculationArc", _SUMMATION, relation.whole, part, weight=weight, order=str(order))
    return root
