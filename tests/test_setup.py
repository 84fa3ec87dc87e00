"""``tools/setup.sh`` knows which Debian packages are missing, on a machine that has none of them, too."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "tools" / "setup.sh"


@pytest.mark.parametrize(
    ("states", "code", "has"),
    [("ii \nii \n", 0, True), ("", 1, False), ("ii \n", 1, False), ("ii \nrc \n", 0, False), (None, 0, False)],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="takes bash")
def test_packages_are_there_only_if_all_are_installed(tmp_path, states, code, has):
    if states is not None:  # else the machine is no Debian
        query = tmp_path / "dpkg-query"
        query.write_text(f"#!/bin/sh\nprintf '{states}'\nexit {code}\n", encoding="utf-8")
        query.chmod(0o755)
    (tmp_path / "grep").symlink_to(shutil.which("grep"))
    function = re.search(r"^has_packages\(\) \{.*?^\}", SCRIPT.read_text(encoding="utf-8"), re.M | re.S)[0]
    command = f"set -euo pipefail\n{function}\nif has_packages one two; then exit 0; fi\nexit 7\n"
    done = subprocess.run([shutil.which("bash"), "-c", command], env={"PATH": str(tmp_path)}, check=False)
    assert (done.returncode == 0) == has and done.returncode in (0, 7)
