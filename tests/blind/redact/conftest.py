"""Makes the helper modules beside these tests importable: tests run with importlib and have no packages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
