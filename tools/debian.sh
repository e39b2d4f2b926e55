#!/bin/sh
# What the browser tests need from Debian or Ubuntu: Chromium, and a font with Chinese characters.
# Never fails: without them the browser tests skip and say so.
set -u

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="chromium"
if ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then
    missing="$missing fontconfig fonts-noto-cjk"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "debian: not found:$missing; this is no Debian, so install them by hand. Browser tests will skip."
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    root="sudo"
else
    echo "debian: not found:$missing; only root can install them: apt-get install$missing. Browser tests will skip."
    exit 0
fi

echo "debian: installing $missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of words
if $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    fc-cache -f >/dev/null 2>&1 || true
else
    echo "debian: could not install $missing. Browser tests will skip."
fi
exit 0
