"""What holds for the tests of all rooms."""

import os

from hypothesis import settings

# The same examples in every run of CI: a change is judged by what it changes, not by chance. New examples are
# sought in all other runs.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
