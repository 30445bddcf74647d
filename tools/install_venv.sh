#!/bin/sh
# Installs the part of Debian's Python that makes environments where it is missing and we are allowed to; otherwise
# says what to type. The argument is the Python that lacks it.
set -eu
part=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
say="$1 cannot make virtual environments. Install $part (Debian, Ubuntu: apt-get install $part)"
command -v apt-get >/dev/null || { echo "$say" >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then sudo=""; elif command -v sudo >/dev/null; then sudo="sudo"; else echo "$say" >&2; exit 1; fi
{ $sudo apt-get update -qq && $sudo apt-get install -y -qq "$part"; } || { echo "$say" >&2; exit 1; }
