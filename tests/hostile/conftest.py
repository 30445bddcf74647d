"""The specimens are importable by name, as a fresh interpreter needs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
