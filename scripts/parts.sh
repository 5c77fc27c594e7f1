#!/usr/bin/env bash
# System parts that some tests need. Where apt-get and root are at hand, missing ones are installed; elsewhere they are
# named, and their tests are skipped, except when QUOTH_REQUIRE_PARTS is set (as CI does): then this fails.
set -euo pipefail
cd "$(dirname "$0")/.."

# name | the tests that need it | how to see that it is there | Debian package
parts='
PostgreSQL|tests/ledger|ls /usr/lib/postgresql/*/bin/initdb|postgresql
Java|tests/archive|command -v java|default-jre-headless
Chromium|tests/publish|command -v chromium|chromium
Chromium|tests/browser|command -v chromium|chromium
Node 20.19|tests/browser|command -v npm && node -e "process.exit(+(process.versions.node.localeCompare(\"20.19\", \"en\", {numeric: true}) < 0))"|nodejs npm
'

missing=()
packages=()
while IFS='|' read -r name tests check package; do
  if [[ -z $name || ! -d $tests ]]; then continue; fi
  if ! bash -c "$check" >/dev/null 2>&1; then
    missing+=("$name ($tests)")
    packages+=($package) # may be several
  fi
done <<<"$parts"

if ((${#packages[@]})) && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  echo "installing ${packages[*]}"
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${packages[@]}" >/dev/null; then
    exit 0
  fi
fi
for part in ${missing[@]+"${missing[@]}"}; do
  echo "skipped: tests that need $part, which is not installed"
done
if ((${#missing[@]})) && [[ -n ${QUOTH_REQUIRE_PARTS:-} ]]; then
  exit 1
fi
