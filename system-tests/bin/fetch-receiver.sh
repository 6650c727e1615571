#!/bin/sh
# Unpacks a metrics backend that speaks OTLP from Debian's unstable suite into system-tests/target,
# for tests against a real receiver. Uses the mirror this machine has configured, with state and
# sources of its own: nothing is installed and apt's configuration stays as it is.
#
# Debian builds Prometheus without its OTLP receiver, so victoria-metrics is the default.
#
# usage: fetch-receiver.sh [victoria-metrics|prometheus]
# Prints the folder to put on PATH.
set -eu

package=${1:-victoria-metrics}
case $package in
  victoria-metrics | prometheus) ;;
  *)
    echo "fetch-receiver: unknown package '$package'; expected victoria-metrics or prometheus" >&2
    exit 2
    ;;
esac

work=$(cd "$(dirname "$0")/.." && pwd)/target/receiver
bin=$work/$package/usr/bin
if [ -x "$bin/$package" ]; then
  echo "$bin"
  exit 0
fi

mirror=$(apt-get indextargets --format '$(REPO_URI)' \
  'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
if [ -z "$mirror" ]; then
  echo "fetch-receiver: this machine has no Debian mirror; run 'apt-get update' on a Debian system" >&2
  exit 1
fi

mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/sources.d"
echo "deb $mirror sid main" > "$work/apt/sources.list"
apt_get() {
  apt-get -qq \
    -o Dir::Etc::SourceList="$work/apt/sources.list" \
    -o Dir::Etc::SourceParts="$work/apt/sources.d" \
    -o Dir::State::Lists="$work/apt/lists" \
    -o Dir::Cache="$work/apt/cache" \
    -o APT::Sandbox::User=root \
    -o Acquire::Languages=none \
    "$@" >&2
}
apt_get update
(cd "$work" && rm -f "$package"_*.deb && apt_get download "$package")
dpkg -x "$work/$package"_*.deb "$work/$package"
echo "$bin"
