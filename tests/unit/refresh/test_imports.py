"""What does the table of contents load? Two of three handlers ask no provider and shall not wait for its library."""

import subprocess
import sys

HEAVY = ("googleapiclient", "google.analytics", "grpc", "pandas")


def test_the_app_loads_no_providers_library() -> None:
    code = f"import sys, functions.refresh.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
