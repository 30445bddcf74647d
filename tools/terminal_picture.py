"""Makes a picture of what the command shows on a terminal: run in a pty, colours to HTML, HTML to PNG by Chromium.

    python tools/terminal_picture.py docs/pictures/check.png gouji check examples/示例自评报告.docx

Needs Chromium and a Chinese monospace font (Debian: chromium, fonts-noto-cjk). LINES limits the rows shown.
"""

from __future__ import annotations

import html
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COLUMNS = 100
ROWS = int(os.environ.get("LINES", "34"))
_SIZE, _LEADING, _MARGIN = 15, 24, 22
_COLOURS = {"31": "#f7768e", "32": "#9ece6a", "33": "#e0af68", "34": "#7aa2f7", "36": "#7dcfff"}
_LOOKS = {"1": "font-weight:700", "2": "color:#7d87ab", "4": "text-decoration:underline #f7768e 2px"}
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;background:#1a1b26;color:#c0caf5;width:{width}px}}
pre{{margin:0;padding:{margin}px;font:{size}px/{leading}px "Noto Sans Mono CJK SC",monospace;
font-variant-east-asian:normal;text-underline-offset:4px}}
i{{font-style:normal;color:#9ece6a}}
</style><pre><i>$</i> <b>{command}</b>
{body}</pre>"""


def main() -> None:
    """Run the command given and write its picture."""
    out, command = Path(sys.argv[1]), sys.argv[2:]
    lines = shown(command).replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(lines) > ROWS:
        # Whole findings only: cut at the last blank line.
        cut = max(index for index, line in enumerate(lines[:ROWS]) if not line.strip())
        lines = [*lines[:cut], "", "\x1b[2m……\x1b[0m"]
    width = COLUMNS * _SIZE // 2 + 2 * _MARGIN
    height = (len(lines) + 1) * _LEADING + 2 * _MARGIN
    page = _PAGE.format(
        width=width,
        margin=_MARGIN,
        size=_SIZE,
        leading=_LEADING,
        command=html.escape(" ".join(command)),
        body=as_html("\n".join(lines)),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, "utf-8")
        chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        looks = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.25"]
        subprocess.run(
            [chromium, *looks, f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
             f"--screenshot={out.resolve()}", file.as_uri()],
            check=True,
            capture_output=True,
        )  # fmt: skip
    print(f"{out}: {out.stat().st_size // 1024} KB")


def shown(command: list[str]) -> str:
    """What the command writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    look = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    look["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{look['PATH']}"
    read = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=look):
        os.close(theirs)
        while select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            read += piece
    return read.decode()


def as_html(text: str) -> str:
    """A text with its colours as spans; what is bold and has no colour of its own is white."""
    made: list[str] = []
    look: list[str] = []
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        if not piece.startswith("\x1b"):
            white = "color:#fff" if _LOOKS["1"] in look and not any(style.startswith("color") for style in look) else ""
            style = ";".join([*look, white])
            made.append(f'<span style="{style}">{html.escape(piece)}</span>' if look else html.escape(piece))
            continue
        for code in piece[2:-1].split(";"):
            if code in ("0", ""):
                look = []
            elif code in _LOOKS or code in _COLOURS:
                look.append(_LOOKS.get(code) or f"color:{_COLOURS[code]}")
    return "".join(made)


if __name__ == "__main__":
    main()
