"""Makes the jobs importable by name: a fresh interpreter looks for them along the same path."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
