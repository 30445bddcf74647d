"""The page docs/reference/record-schema.md: the published JSON Schemas as tables, for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gouji.output import SCHEMAS, schema

TYPE = {
    "string": "字符串",
    "integer": "整数",
    "number": "数",
    "boolean": "真假",
    "array": "数组",
    "object": "对象",
    "null": "null",
}
COMMAND = {"check": "gouji check --format json", "facts": "gouji facts --format json"}
INTRO = (
    "两条命令每个文件输出一行 JSON。下面是其中每一项；机器可读的（JSON Schema 2020-12）用 `gouji schema check` 和 "
    "`gouji schema facts` 打印，也在 `src/gouji/output/schemas/`。测试用它核对全部示例的输出，多一项少一项都不行。\n\n"
    "小数写成字符串，一位不丢；位置按 `gouji text` 所印全文的字符（码点）数起，不含止的那一位；没有的写 null，"
    "只有“位置”里不适用的项整个省略。以后可能增加项，不会改名或改变含义，请忽略不认识的项。"
)


def parts() -> Iterator[str]:
    """The paragraphs and tables of the page below its title."""
    yield INTRO
    shown: set[str] = set()
    for name in SCHEMAS:
        whole = json.loads(schema(name))
        yield f"## {COMMAND[name]}"
        yield _fields(whole)
        for path, found in _objects(whole):
            yield f"### {path}（{name}）"
            yield _fields(found)
        for key, found in whole["$defs"].items():
            if key not in shown:
                shown.add(key)
                yield f"### {key}"
                yield _fields(found)
                for path, inner in _objects(found, f"{key}."):
                    yield f"### {path}"
                    yield _fields(inner)


def _objects(holder: dict[str, Any], before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects that have no name of their own in the schema, by the path that leads to them."""
    for key, found in holder["properties"].items():
        inner = found.get("items", found)
        for kind in inner.get("oneOf", [inner]):
            if "properties" in kind:
                constant = kind["properties"].get("kind", {}).get("const")
                yield f"{before}{key}" + (f" {constant}" if constant else ""), kind


def _fields(holder: dict[str, Any]) -> str:
    lines = ["| 项 | 类型 | 说明 |", "|---|---|---|"]
    for key, found in holder["properties"].items():
        optional = "" if key in holder["required"] else "，可省略"
        said = found.get("description", "").replace("|", "\\|")
        lines.append(f"| `{key}` | {_type(found)}{optional} | {said} |")
    about = holder.get("description", "")
    return (f"{about}\n\n" if about else "") + "\n".join(lines)


def _type(found: dict[str, Any]) -> str:
    if "$ref" in found:
        name = found["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "const" in found or "enum" in found:
        return "、".join(f"`{value}`" for value in found.get("enum", [found.get("const")]))
    if "oneOf" in found:
        return "、".join(dict.fromkeys(_type(kind) for kind in found["oneOf"]))
    kinds = found["type"] if isinstance(found["type"], list) else [found["type"]]
    said = "或 ".join(TYPE[kind] for kind in kinds)
    return f"{said}：{_type(found['items'])}" if "items" in found else said
