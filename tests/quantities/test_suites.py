"""The number suites of public projects, scored by their own scorer through tools/numbers_predictions.py."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
# The least share of gold values that must be read exactly, core tier.
LEAST = {"number": 0.97, "percent": 0.97, "currency": 0.95, "ordinal": 1.0, "range": 0.80}

pytestmark = pytest.mark.skipif(not (SHARED / "numbers").is_dir(), reason="the suites are not beside the checkout")


def test_the_suites_are_read(tmp_path: Path) -> None:
    predictions, result = tmp_path / "preds.jsonl", tmp_path / "result.json"
    tool = ROOT / "tools" / "numbers_predictions.py"
    subprocess.run([sys.executable, str(tool), str(SHARED / "numbers"), str(predictions)], check=True)
    scorer = SHARED / "tools" / "score_numbers.py"
    subprocess.run(
        [sys.executable, str(scorer), str(predictions), "--json", str(result)], check=True, capture_output=True
    )
    score = json.loads(result.read_text(encoding="utf-8"))["ALL"]
    short = {kind: score[kind]["value_strict"] for kind, least in LEAST.items() if score[kind]["value_strict"] < least}
    assert not short
    assert score["negatives"]["ok"] == score["negatives"]["n"]


def test_the_tool_is_importable() -> None:
    specification = importlib.util.spec_from_file_location("tool", ROOT / "tools" / "numbers_predictions.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    assert module.predict("占比3.5%", True)[-1]["value"] == "3.5"
