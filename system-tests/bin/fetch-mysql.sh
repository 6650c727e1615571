#!/bin/sh
# Unpacks MySQL's server from Debian's unstable suite, with all it needs, into a tree of its own under
# system-tests/target, for tests against a real MySQL. Uses the mirror this machine has configured,
# with state and sources of its own: nothing is installed and apt's configuration stays as it is.
#
# usage: fetch-mysql.sh
# Prints the folder of the tree; it is run with chroot, so by root.
set -eu

work=$(cd "$(dirname "$0")/.." && pwd)/target/mysql
tree=$work/tree
if [ -x "$tree/usr/sbin/mysqld" ]; then
  echo "$tree"
  exit 0
fi

mirror=$(apt-get indextargets --format '$(REPO_URI)' \
  'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
if [ -z "$mirror" ]; then
  echo "fetch-mysql: this machine has no Debian mirror; run 'apt-get update' on a Debian system" >&2
  exit 1
fi

mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/sources.d" \
  "$work/apt/state"
: > "$work/apt/status"
echo "deb $mirror sid main" > "$work/apt/sources.list"
apt_get() {
  apt-get -qq -y \
    -o Dir::Etc::SourceList="$work/apt/sources.list" \
    -o Dir::Etc::SourceParts="$work/apt/sources.d" \
    -o Dir::State="$work/apt/state" \
    -o Dir::State::Lists="$work/apt/lists" \
    -o Dir::State::status="$work/apt/status" \
    -o Dir::Cache="$work/apt/cache" \
    -o APT::Sandbox::User=root \
    -o APT::Install-Recommends=false \
    -o Acquire::Languages=none \
    "$@" >&2
}
apt_get update
apt_get --download-only install mysql-server-core base-files
mkdir -p "$tree.partial/tmp" "$tree.partial/dev" "$tree.partial/data"
ln -sfn usr/bin "$tree.partial/bin"
ln -sfn usr/lib "$tree.partial/lib"
ln -sfn usr/lib64 "$tree.partial/lib64"
for package in "$work"/apt/cache/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -f - -C "$tree.partial"
done
[ -e "$tree.partial/dev/null" ] || mknod -m 666 "$tree.partial/dev/null" c 1 3
[ -e "$tree.partial/dev/urandom" ] || mknod -m 444 "$tree.partial/dev/urandom" c 1 9
mv "$tree.partial" "$tree"
echo "$tree"
