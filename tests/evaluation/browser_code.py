"""Runs a module of the phone's pages in Node.js, which has the same WebCrypto as a browser."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yinuo.site import assets

STATIC = Path(assets.HERE).parent / "channels" / "field" / "static" / "field"


@cache
def node() -> str:
    _npm, path = assets.node()
    return shutil.which("node", path=path)


def run(module: str, code: str, given: Any) -> Any:
    """The JSON that `code` writes; it has `module` (the module's exports) and `given`."""
    with TemporaryDirectory() as folder:
        copy, script = Path(folder, "module.mjs"), Path(folder, "run.mjs")
        copy.write_text((STATIC / module).read_text(encoding="utf-8"), encoding="utf-8")
        script.write_text(
            "import * as module from './module.mjs';\nimport { readFileSync } from 'node:fs';\n"
            "import { webcrypto } from 'node:crypto';\nglobalThis.crypto ??= webcrypto;\n"
            f"const given = JSON.parse(readFileSync(0, 'utf8'));\nconst found = await (async () => {{ {code} }})();\n"
            "process.stdout.write(JSON.stringify(found));\n",
            encoding="utf-8",
        )
        sent = json.dumps(given).encode()
        done = subprocess.run([node(), str(script)], input=sent, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
