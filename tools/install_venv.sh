#!/bin/sh
# Installs Debian's python3-venv where it is missing and we are allowed to; otherwise says what to type.
set -eu
say="python3 cannot make virtual environments. Install it: apt-get install python3-venv"
command -v apt-get >/dev/null || { echo "$say" >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then sudo=""; elif command -v sudo >/dev/null; then sudo="sudo"; else echo "$say" >&2; exit 1; fi
$sudo apt-get update -qq
$sudo apt-get install -y -qq python3-venv
