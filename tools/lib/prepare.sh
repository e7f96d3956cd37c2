# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by the commands in tools/. Finds a place where Armada can be built: this system, if its
# libraries are new enough, else a private Debian 13 under the user's cache. ARMADA_SUITE=sid asks for
# a private Debian of that suite instead, whatever this system has.
#
# prepare           makes that place ready, once; sets $root (empty: this system) and $builds
# inside CMD...     runs a command there, alone with the project and its build folder
# inside_desktop    the same, with the user's home, display and session
# build NAME OPT... builds the project in $builds/NAME, set as $build, with these meson options;
#                   of it $targets alone, if set

set -euo pipefail
umask 022
unset CDPATH

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
lib=$project/tools/lib
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/armada
suite=${ARMADA_SUITE:-trixie}
root='' builds='' build='' targets=()

# shellcheck source=tools/lib/packages.sh
. "$lib/packages.sh"

say () { printf 'armada: %s\n' "$*" >&2; }
die () { say "$*"; exit 1; }

# help FILE: the comment at its head is its help
help () { sed -n '3,/^[^#]/{s/^# \{0,1\}//p;}' "$1"; }

libraries_here () {
  local program
  for program in $programs_needed; do
    command -v "$program" >/dev/null || return 1
  done
  pkg-config --exists "$libraries_needed" 2>/dev/null
}

# Whether this system's own packages reach the versions needed.
system_new_enough () (
  ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  . /etc/os-release
  case $ID in
    debian) [ "${VERSION_ID:-99}" -ge 13 ] ;;
    ubuntu) dpkg --compare-versions "$VERSION_ID" ge 26.04 ;;
    fedora) [ "$VERSION_ID" -ge 43 ] ;;
    *) false ;;
  esac
)

install_command () {
  if command -v apt-get >/dev/null; then
    printf '%s\n' "apt-get install -y --no-install-recommends ${debian_packages[*]}"
  else
    printf '%s\n' "dnf install -y --setopt=install_weak_deps=False ${fedora_packages[*]}"
  fi
}

# Says why not where it fails: the private Debian may do instead.
install_packages () {
  local sudo='' log
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      say "packages are missing and this user may not install them; an administrator can: $(install_command)"
      return 1
    fi
    sudo=sudo
  fi
  say "installing the packages Armada is built with (once)"
  log=$(mktemp)
  # shellcheck disable=SC2046 # words on purpose: no package's name holds a space
  {
    ! command -v apt-get >/dev/null || $sudo apt-get -qq update
    $sudo env DEBIAN_FRONTEND=noninteractive $(install_command)
  } >"$log" 2>&1 </dev/null || {
    tail -n 5 "$log" >&2
    rm -f "$log"
    say "the packages could not be installed; see to the network and the disk"
    return 1
  }
  rm -f "$log"
}

make_root () {
  command -v dpkg-deb >/dev/null ||
    die "this system's GTK is too old or its packages are missing, and a private Debian cannot be made without apt; install Armada's Flatpak, or the packages yourself (names: tools/lib/packages.sh)"
  [ "$(id -u)" = 0 ] || unshare --user --map-root-user true 2>/dev/null ||
    die "this system's GTK is too old, and it does not let this user make namespaces, which a private Debian needs; run this as root, or install Armada's Flatpak instead"
  exec 9>"$cache/lock"
  flock -n 9 || { say "another set-up is running; waiting for it"; flock 9; }
  if [ ! -d "$root" ]; then
    remove_old_roots
    if [ -n "${ARMADA_SUITE:-}" ]; then
      say "setting up a private Debian $suite in $cache"
    else
      say "this system's own libraries will not do: setting up a private Debian in $cache"
    fi
    "$lib/debian-root" "$suite" "$root" "${debian_packages[@]}" "${debian_base[@]}" || exit 1
  fi
  exec 9>&-
}

# Roots of earlier package lists which no checkout has used for a fortnight, and half-made ones.
remove_old_roots () {
  local used
  find "$cache" -maxdepth 1 -name '*.used' -mtime +14 | while read -r used; do
    rm -rf --one-file-system "${used%.used}" "${used%.used}.builds" "$used"
  done
  find "$cache" -maxdepth 1 \( -name '*.part' -o -name '*.apt' \) ! -path "$root.*" \
    -exec rm -rf --one-file-system {} +
}

prepare () {
  builds=$project/_build
  case $suite in trixie | sid) ;; *) die "ARMADA_SUITE is $suite; it can be trixie or sid" ;; esac
  if [ -z "${ARMADA_SUITE:-}" ] && [ "${ARMADA_ROOT:-auto}" != always ]; then
    if libraries_here; then return; fi
    if system_new_enough && install_packages; then
      libraries_here && return
      say "this system's packages are there, but not all that Armada needs is among them"
    fi
    [ "${ARMADA_ROOT:-auto}" != never ] ||
      die "not all that Armada needs is here: $(tr -s " \n" " " <<<"$programs_needed and $libraries_needed")"
  fi
  mkdir -p "$cache" 2>/dev/null || die "$cache cannot be written; set XDG_CACHE_HOME to a folder that can"
  cache=$(cd "$cache" && pwd -P)
  root=$cache/$suite-$(printf '%s\n' "${debian_packages[@]}" "${debian_base[@]}" "$(uname -m)" | checksum)
  [ -d "$root" ] || make_root
  touch "$root.used"
  builds=$root.builds/$(printf '%s\n' "$project" | checksum)
}

checksum () { sha256sum | cut -c 1-12; }

inside () {
  if [ -z "$root" ]; then "$@"; else enter "$@"; fi
}

inside_desktop () {
  if [ -z "$root" ]; then "$@"; else enter --desktop "$@"; fi
}

enter () {
  local desktop=()
  [ "$1" != --desktop ] || { desktop=(--desktop); shift; }
  case $project in
    /usr/* | /etc/*) die "$project cannot be shown in a private Debian, which has its own /usr and /etc; move it to another place" ;;
  esac
  "$lib/enter-root" "${desktop[@]}" --read "$project" --write "$build" "$root" "$@"
}

# What the program needs to run from where it was built.
set_uninstalled () {
  export ARMADA_DATA_DIR=$project/resources ARMADA_LIBEXEC_DIR=$build/src/demo \
    ARMADA_READER_DIR=$build/src/reader ARMADA_MODULE_DIR=$build/src/ui/reports \
    ARMADA_LOCALE_DIR=$build/po GSETTINGS_SCHEMA_DIR=$build/data
}

# The lock is held until unlock_build or the end: two at once would spoil each other's build.
lock_build () {
  exec 8>"$build.lock"
  flock -n 8 || { say "another command uses $build; waiting for it"; flock 8; }
}

unlock_build () { exec 8>&-; }

build () {
  local name=$1 log
  shift
  [ -n "$root" ] || name=-$name
  build=$builds${root:+/}$name
  log=$build.log
  mkdir -p "$build"
  lock_build
  if [ ! -e "$build/build.ninja" ]; then
    say "building Armada (the first time takes longer)"
    find "$build/" -mindepth 1 -delete
    inside meson setup "$@" "$build" "$project" >"$log" 2>&1 </dev/null ||
      { tail -n 20 "$log" >&2; die "configuring the build failed; the whole log is $log"; }
  elif ! inside ninja -C "$build" -n "${targets[@]}" 2>/dev/null </dev/null | grep -q 'no work to do'; then
    say "building what has changed"
  fi
  inside ninja -C "$build" "${targets[@]}" >"$log" 2>&1 </dev/null ||
    { grep -E -A 12 'FAILED|error' "$log" | head -n 60 >&2; die "building failed; the whole log is $log"; }
}
