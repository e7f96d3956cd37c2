# shellcheck shell=bash disable=SC2034 # used by those who read this file
# SPDX-License-Identifier: GPL-3.0-or-later
# What Armada needs to be built, run and tested, by the names each system gives it.

# The oldest libraries that will do (Debian 13's), as pkg-config asks for them.
libraries_needed='glib-2.0 >= 2.84 gtk4 >= 4.18 libadwaita-1 >= 1.7 shumate-1.0 >= 1.4
  libsoup-3.0 >= 3.6 json-glib-1.0 >= 1.10 yyjson >= 0.10 sqlite3 >= 3.46 libsecret-1 >= 0.21
  libarchive >= 3.7 freexl >= 2.0 libxml-2.0 >= 2.9 webkitgtk-6.0 >= 2.48 poppler-glib >= 24.02
  libportal-gtk4 >= 0.9 libqrencode >= 4.1'
programs_needed='cc meson ninja pkg-config msgfmt blueprint-compiler clang-format
  desktop-file-validate appstreamcli shellcheck Xvfb dbus-run-session python3'

debian_packages=(
  adwaita-icon-theme
  appstream
  at-spi2-core
  blueprint-compiler
  ca-certificates
  clang # its fuzzer; everything else is compiled by gcc
  clang-format
  dbus
  desktop-file-utils
  fonts-cantarell
  fonts-dejavu-core
  gcc
  gettext
  gir1.2-atspi-2.0
  glib-networking
  libadwaita-1-dev
  libarchive-dev
  libc6-dev
  libclang-rt-dev
  libfreexl-dev
  libgtk-4-bin
  libgtk-4-dev
  libjson-glib-dev
  libpoppler-glib-dev
  libportal-gtk4-dev
  libqrencode-dev
  librsvg2-common # without it symbolic icons are broken images
  libsecret-1-dev
  libshumate-dev
  libsoup-3.0-dev
  libsqlite3-dev
  libwebkitgtk-6.0-dev
  libxml2-dev
  libyyjson-dev
  meson
  ninja-build
  pkgconf
  python3-gi
  shellcheck
  xauth
  xvfb
)

fedora_packages=(
  ShellCheck
  abattis-cantarell-vf-fonts
  adwaita-icon-theme
  appstream
  at-spi2-core
  blueprint-compiler
  ca-certificates
  clang # its fuzzer
  clang-tools-extra # clang-format
  compiler-rt
  dbus-daemon
  dejavu-sans-fonts
  desktop-file-utils
  freexl-devel
  gcc
  gettext
  glib-networking
  gtk4-devel
  json-glib-devel
  libadwaita-devel
  libarchive-devel
  libasan
  libportal-gtk4-devel
  librsvg2
  libsecret-devel
  libshumate-devel
  libsoup3-devel
  libubsan
  libxml2-devel
  meson
  ninja-build
  pkgconf-pkg-config
  poppler-glib-devel
  python3-gobject-base
  qrencode-devel
  sqlite-devel
  webkitgtk6.0-devel
  xorg-x11-server-Xvfb
  xorg-x11-xauth
  yyjson-devel
)

# What a private Debian root holds besides debian_packages: what a system has anyway.
debian_base=(
  base-files
  bash
  bubblewrap
  coreutils
  dash
  diffutils
  findutils
  grep
  gzip
  hostname
  libc-bin
  libgl1-mesa-dri
  locales
  mawk
  procps
  sed
  util-linux
)
