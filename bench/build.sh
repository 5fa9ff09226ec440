# For the commands in bench, checks and fuzz: `. build.sh` sets $home and $jdk, `build MODULE` builds one below bench with what it stands on.
set -euo pipefail

home=$(cd -P "${BASH_SOURCE[0]%/*}/.." && pwd)

fail() { # MESSAGE [EXIT CODE]
  echo "${0##*/}: $1" >&2
  exit "${2:-1}"
}

# The JDK that ./fovea finds, by its own functions: they stand at the left margin and end with a brace there.
eval "$(sed -n '/^jdk_version()/,/^}/p; /^find_jdk()/,/^}/p' "$home/fovea")"
find_jdk || true
[ -n "$jdk" ] || fail "it needs a JDK 25 or newer: ./fovea says where to get one."
command -v mvn >/dev/null || fail "it needs Maven 3.8 or newer on PATH."

build() { # MODULE: one below bench, or "" for bench itself
  build_module "bench${1:+/$1}" -Pbench
}

build_module() { # MODULE PROFILE -> MODULE/target/classpath.txt
  local module=$home/$1
  mkdir -p "$module/target"
  rm -f "$module/target/classpath.txt"
  (
    cd "$home"
    command -v java >/dev/null || [ -n "${JAVA_HOME-}" ] || export JAVA_HOME=$jdk
    export JAVA25_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS-} -Djansi.mode=strip"
    exec mvn -B -q -Dquick "$2" -pl "$1" -am package
  ) >"$module/target/build.log" 2>&1 </dev/null
}

start() { # [FLAG...] MAIN ARGUMENTS...
  exec "$jdk/bin/java" "-Dfovea.home=$home" \
    -cp "$home/bench/target/classes:$(cat "$home/bench/target/classpath.txt")" "$@"
}
