#!/bin/sh
# Unpacks a database server from Debian's packages, with every library it needs and their loader, into a
# tree of its own for tests. Uses the mirror this machine has configured, with state and sources of its
# own: nothing is installed, apt's configuration stays as it is, and no rights of root are needed.
#
# usage: fetch-server.sh mysql-9|mariadb-10.11|mariadb-11.8
# Prints the folder of the tree. Trees are kept per user in dbintel-servers-USER in the folder for temporary
# files, or in the folder that DBINTEL_SERVERS names, and are fetched once.
set -eu

server=${1:-}
case $server in
  mysql-9) suite=sid package=mysql-server-core program=usr/sbin/mysqld ;;
  mariadb-10.11) suite=bookworm package=mariadb-server-core program=usr/sbin/mariadbd ;;
  mariadb-11.8) suite=trixie package=mariadb-server-core program=usr/sbin/mariadbd ;;
  *)
    echo "fetch-server: unknown server '$server'; expected mysql-9, mariadb-10.11 or mariadb-11.8" >&2
    exit 2
    ;;
esac

base=${DBINTEL_SERVERS:-${TMPDIR:-/tmp}/dbintel-servers-$(id -un)}
tree=$base/$server
if [ -x "$tree/$program" ]; then
  echo "$tree"
  exit 0
fi

mirror=$(apt-get indextargets --format '$(REPO_URI)' \
  'Identifier: Packages' 'Origin: Debian' 'Label: Debian' 2> /dev/null | head -n 1)
if [ -z "$mirror" ]; then
  echo "fetch-server: this machine has no Debian mirror; run 'apt-get update' on a Debian system" >&2
  exit 1
fi

mkdir -p "$base"
chmod 700 "$base"
work=$(mktemp -d "$base/fetch-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/sources.d" "$work/state" "$work/tree"
: > "$work/status"
echo "deb $mirror $suite main" > "$work/sources.list"
apt_get() {
  apt-get -qq -y \
    -o Dir::Etc::SourceList="$work/sources.list" \
    -o Dir::Etc::SourceParts="$work/sources.d" \
    -o Dir::State="$work/state" \
    -o Dir::State::Lists="$work/lists" \
    -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work/cache" \
    -o APT::Sandbox::User="$(id -un)" \
    -o APT::Install-Recommends=false \
    -o Acquire::Languages=none \
    "$@" >&2
}
apt_get update
apt_get --download-only install "$package"
ln -s usr/lib "$work/tree/lib"
ln -s usr/lib64 "$work/tree/lib64"
for archive in "$work"/cache/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$archive" \
    | tar -x --keep-directory-symlink --no-same-owner -f - -C "$work/tree" --exclude './dev' --exclude './var'
done
[ -x "$work/tree/$program" ] || {
  echo "fetch-server: package $package of $suite has no $program" >&2
  exit 1
}
# another fetch may have been faster
mv -T "$work/tree" "$tree" 2> /dev/null || [ -x "$tree/$program" ]
echo "$tree"
