"""What the hostile files share: the register of them, and packages from raw parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

SPECIMENS: dict[str, Callable[[], bytes]] = {}
NOWHERE = "http://127.0.0.1:9/"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def specimen(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Register a specimen under the name of its function."""
    SPECIMENS[make.__name__] = make
    return make


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*rows: tuple[str, str, str], external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    inner = "".join(f'<Relationship Id="{i}" Type="{RELATION}/{kind}" Target="{to}"{mode}/>' for i, kind, to in rows)
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'
