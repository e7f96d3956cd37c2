# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by what gets something from a Debian mirror. Needs a function die.
#
# configure_apt KIND SUITE FOLDER   gives apt a configuration and lists of its own, in FOLDER, for
#                                   packages (deb) or their sources (deb-src) of one suite alone

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The mirror that this system's own apt uses for Debian itself. Its package lists may never
# have been fetched, so only what its sources say counts.
find_mirror () {
  [ -z "${ARMADA_MIRROR:-}" ] || { printf '%s\n' "$ARMADA_MIRROR"; return; }
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --no-release-info --format '$(COMPONENT)|$(REPO_URI)' \
    'Created-By: Packages' 2>/dev/null |
    awk -F'|' '$1 == "main" && $2 ~ /\/debian\/?$/ { print $2; exit }' || :
}

configure_apt () {
  local kind=$1 suite=$2 apt=$3 architecture mirror
  [ -e $keyring ] || die "Debian's keys are not here; install the package debian-archive-keyring and run this again"
  mirror=$(find_mirror)
  [ -n "$mirror" ] ||
    die "no Debian mirror is known here; set ARMADA_MIRROR to the address of one and run this again, or install Armada's Flatpak"
  architecture=$(dpkg --print-architecture)
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  : >"$apt/status"
  printf '%s [arch=%s signed-by=%s] %s %s main\n' \
    "$kind" "$architecture" "$keyring" "$mirror" "$suite" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<END
#clear APT::Architectures;
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::State::extended_states "$apt/extended_states";
Dir::Cache::archives "$apt/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Log "$apt";
APT::Architectures { "$architecture"; };
APT::Default-Release "";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
END
  # A mirror's index of sid may be past its date.
  [ "$suite" != sid ] || echo 'Acquire::Check-Valid-Until "false";' >>"$apt/apt.conf"
  export APT_CONFIG=$apt/apt.conf
}
