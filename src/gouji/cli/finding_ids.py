"""A finding by its id, or by the beginning of it."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.errors import UnknownFinding
from gouji.model import Finding

_FEWEST = 2
_SHOWN = 12


def finding_called(asked: str, findings: Sequence[Finding], path: str) -> Finding:
    """The finding whose id begins so; UnknownFinding when there is none, or more than one."""
    wanted = asked.strip().lower()
    held = {f.id: f for f in findings if f.id.startswith(wanted)} if len(wanted) >= _FEWEST else {}
    if len(held) == 1:
        return next(iter(held.values()))
    known = list(held.values()) or list(findings)
    listed = [f"{f.id} {f.rule}" for f in known[:_SHOWN]]
    zh, en = "、".join(listed), ", ".join(listed)
    if len(known) > _SHOWN:
        zh, en = f"{zh} 等 {len(known)} 处", f"{en} and {len(known) - _SHOWN} more"
    ids = [f.id for f in known]
    if held:
        raise UnknownFinding(
            path, asked, ids, f"有几处的编号以 {asked} 开头：{zh}。", f"several ids begin with {asked}: {en}."
        )
    if not findings:
        raise UnknownFinding(path, asked, ids, "没有发现问题，也就没有编号。", "nothing was found, so there is no id.")
    raise UnknownFinding(
        path,
        asked,
        ids,
        f"没有编号以 {asked} 开头的问题（至少 {_FEWEST} 位）；有的是 {zh}。",
        f"no finding has an id that begins with {asked} (at least {_FEWEST} characters); there are {en}.",
    )
