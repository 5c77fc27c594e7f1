"""What all tests share: nothing of the terminal that they are started from."""

from __future__ import annotations

import os

# tables have their own width: parallel test runners set COLUMNS for their workers
os.environ.pop("COLUMNS", None)
