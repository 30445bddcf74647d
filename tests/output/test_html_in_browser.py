"""The page in a browser: keys, pointer and legend do what the line below the legend says."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.output import Judged
from gouji.output.html_page import Page

EXAMPLES = Path(__file__).parents[2] / "examples"
BROWSER_SECONDS = 120
SIZES = {"wide": "1400,1000", "narrow": "420,900"}

# Walks through the page as a reader would, and leaves what it saw in the page for the test.
WALK = """
window.addEventListener("error", (event) => seen.errors.push(event.message));
const seen = { errors: [] };
const key = (name) =>
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
// A browser without a window tells of focus only sometimes.
const focus = (element) => {
  element.focus();
  element.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
};
const over = (element) => element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
const lit = () => [...document.querySelectorAll(".lit")];
const at = () => document.activeElement.id;
const inView = (element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
};
const keysOf = (element) => (element.dataset.e || "").split(" ");
const cards = [...document.querySelectorAll(".card")];
const card = cards.find((one) => one.querySelectorAll("a.side").length > 1) || cards[0];

seen.cards = cards.length;
seen.reachable = cards.every((one) => one.tabIndex === 0);
focus(card);
seen.focused = { card: card.id, lit: lit().every((one) => keysOf(one).includes(card.id)),
  texts: lit().filter((one) => one.closest(".text")).length };
key("Enter");
seen.first = { id: at(), of: keysOf(document.activeElement).includes(card.id), shown: inView(document.activeElement) };
key("Enter");
seen.second = { id: at(), of: keysOf(document.activeElement).includes(card.id) };
key("Escape");
seen.back = { id: at(), shown: inView(card) };
key("Escape");
seen.out = { id: at(), lit: lit().length };

const quoted = document.querySelector(".text .q.contradicting");
over(quoted);
seen.over = { lit: lit().filter((one) => one.classList.contains("card")).map((one) => one.id), of: keysOf(quoted) };
const tied = document.querySelector(".text .closed[data-t]");
over(tied);
seen.mates = document.querySelectorAll(".mate").length;
quoted.click();
seen.clicked = { id: at(), of: keysOf(quoted), shown: inView(document.activeElement) };
document.querySelectorAll("a.side")[1].click();
seen.jumped = { id: at(), href: document.querySelectorAll("a.side")[1].hash.slice(1),
  shown: inView(document.activeElement) };

const button = document.querySelector("[data-state=closed]");
const tint = () => getComputedStyle(document.querySelector(".text .closed:not(.q, .mate, .lit)")).backgroundColor;
const before = tint();
button.click();
seen.hidden = { pressed: button.getAttribute("aria-pressed"), changed: tint() !== before };
button.click();
seen.again = { pressed: button.getAttribute("aria-pressed"), same: tint() === before };

const foreign = cards.find((one) => one.querySelector("div.side"));
if (foreign) {
  focus(foreign);
  foreign.querySelector("div.side").click();
  key("Enter");
  seen.foreign = foreign.id;
}
const result = document.createElement("pre");
result.id = "seen";
result.textContent = JSON.stringify(seen);
document.body.append(result);
"""


@pytest.fixture(scope="session")
def browsed(program: Callable[..., str]) -> Callable[[bytes, Path, str], dict[str, Any]]:
    """Open a page, walk through it, and take what was seen."""
    browser = program("chromium", "google-chrome", "chromium-browser", package="chromium", called="Chromium")

    def walk(page: bytes, folder: Path, size: str) -> dict[str, Any]:
        digest = base64.b64encode(hashlib.sha256(WALK.encode()).digest()).decode()
        text = page.decode("utf-8")
        # The policy of the page stays in force: our walk is let in beside the page's own script.
        allowed = text.replace("script-src '", f"script-src 'sha256-{digest}' '", 1)
        assert allowed != text
        file = folder / "page.html"
        file.write_text(allowed.replace("</body>", f"<script>{WALK}</script></body>"), "utf-8")
        shown = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             f"--window-size={SIZES[size]}", "--dump-dom", file.as_uri()],
            check=True, capture_output=True, timeout=BROWSER_SECONDS,
        ).stdout.decode("utf-8")  # fmt: skip
        found = re.search(r'<pre id="seen">(.*?)</pre>', shown, re.DOTALL)
        assert found is not None, "the walk did not come to its end"
        seen: dict[str, Any] = json.loads(html.unescape(found[1]))
        return seen

    return walk


@pytest.mark.parametrize("size", SIZES)
def test_keys_pointer_and_legend(
    size: str,
    judged: Callable[[Path], Judged],
    browsed: Callable[[bytes, Path, str], dict[str, Any]],
    tmp_path: Path,
) -> None:
    page = Page(home=tmp_path, version="0.1.0", ruleset="2026.11", language="zh")
    example = judged(EXAMPLES / "示例自评报告.docx")
    page.add(example)
    seen = browsed(page.made(), tmp_path, size)
    assert seen["errors"] == []
    assert seen["cards"] == len(example.findings) and seen["reachable"]
    # Tab to a finding, Enter to its first side, Enter to the next one, Esc back, Esc away.
    assert seen["focused"]["lit"] and seen["focused"]["texts"] > 1
    assert seen["first"]["of"] and seen["first"]["shown"]
    assert seen["second"]["of"] and seen["second"]["id"] != seen["first"]["id"]
    assert seen["back"] == {"id": seen["focused"]["card"], "shown": True}
    assert seen["out"] == {"id": "", "lit": 0}
    # The pointer on a figure lights its findings, on a figure that ties the figures of the tie.
    assert seen["over"]["lit"] and set(seen["over"]["lit"]) <= set(seen["over"]["of"])
    assert seen["mates"] > 1
    # A click on a figure goes to its finding, one on a side to its place, whatever the size of the window.
    assert seen["clicked"]["id"] in seen["clicked"]["of"] and seen["clicked"]["shown"]
    assert seen["jumped"]["id"] == seen["jumped"]["href"] and seen["jumped"]["shown"]
    assert seen["hidden"] == {"pressed": "false", "changed": True}
    assert seen["again"] == {"pressed": "true", "same": True}


def test_a_side_in_another_document_leads_nowhere(
    browsed: Callable[[bytes, Path, str], dict[str, Any]], tmp_path: Path
) -> None:
    seen = browsed(_against(tmp_path), tmp_path, "wide")
    assert seen["errors"] == [] and seen["foreign"]


def _against(folder: Path) -> bytes:
    """The page of the example report, set against the example accounts."""
    out = folder / "against.html"
    arguments = ["check", "--format", "html", "-o", str(out), str(EXAMPLES / "示例自评报告.docx")]
    CliRunner().invoke(main, [*arguments, "--against", str(EXAMPLES / "示例部门决算.txt")])
    return out.read_bytes()
