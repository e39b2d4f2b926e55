#!/bin/sh
# What the browser tests need from Debian or Ubuntu: Chromium without windows (a quarter faster) or any Chromium, and a
# font with Chinese characters. Never fails: without them the browser tests skip and say so.
set -u

has() { command -v "$1" >/dev/null 2>&1; }

browser=""
has chromium-headless-shell || browser="chromium-headless-shell"
fonts=""
fc-list :lang=zh-cn 2>/dev/null | grep -q . || fonts="fontconfig fonts-noto-cjk"
[ -n "$browser$fonts" ] || exit 0

if ! has apt-get; then
    root=none
elif [ "$(id -u)" = 0 ]; then
    root=""
elif has sudo && sudo -n true 2>/dev/null; then
    root="sudo"
else
    root=none
fi
if [ "$root" = none ]; then
    has chromium || has chromium-browser || echo "debian: no Chromium; browser tests will skip. Install it by hand."
    [ -z "$fonts" ] || echo "debian: no Chinese font; pictures will show boxes. Install $fonts by hand."
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
install() {
    echo "debian: installing $*"
    $root apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

$root apt-get update -qq || true
if [ -n "$browser" ] && ! install "$browser"; then
    has chromium || has chromium-browser || install chromium || echo "debian: could not install Chromium. Browser tests will skip."
fi
# shellcheck disable=SC2086 # a list of words
if [ -n "$fonts" ]; then
    install $fonts && fc-cache -f >/dev/null 2>&1 || echo "debian: could not install $fonts."
fi
exit 0
