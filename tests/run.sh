#!/usr/bin/env bash
# Builds everything once and runs every test. See --help.
set -uo pipefail

usage() {
  cat <<'HELP'
Usage: bash tests/run.sh [--filter NAME] [--no-format]

Restores, builds in Release with warnings as errors, checks formatting, and runs every project tests/*.Tests.
The last line is `N passed, N failed, N skipped`. A step that fails, and a project that crashes, hangs or runs
no test, counts as one failure. The exit code is 0 when nothing failed (with CI=true: and nothing was skipped).

  --filter NAME   only the test projects whose name contains NAME (builds only what they need, leaves out formatting)
  --no-format     leave out the check of formatting
  --help          this text

Environment: TEST_TIMEOUT  seconds that one test project may take (default 600)
HELP
}

filter=''
format=true
while (($# > 0)); do
  case $1 in
    --filter)
      if (($# < 2)); then echo "--filter needs a name" >&2; exit 2; fi
      filter=$2 format=false
      shift
      ;;
    --no-format) format=false ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "unknown option: $1" >&2
      usage >&2
      exit 2
      ;;
  esac
  shift
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2
results=$root/artifacts/tests
rm -rf "$results"
mkdir -p "$results"

passed=0
failed=0
skipped=0
running=0

say() { printf '%s\n' "$*"; }

finish() {
  local code=0
  if ((failed > 0)); then code=1; fi
  if ((skipped > 0)) && [[ ${CI:-} == true ]]; then
    say "Skipped tests are a failure when CI=true."
    code=1
  fi
  say "$passed passed, $failed failed, $skipped skipped"
  exit "$code"
}

# A failure of the whole run: nothing after it would mean anything.
stop() {
  say "FAILED: $*"
  failed=$((failed + 1))
  finish
}

step() { # NAME COMMAND...: quiet when it succeeds, everything it said when it does not
  local name=$1 log=$results/$1.log started=$SECONDS
  shift
  if "$@" >"$log" 2>&1; then
    printf '%-34s %4d s\n' "$name" $((SECONDS - started))
    return 0
  fi
  cat "$log"
  return 1
}

end_group() { # every process a test project started, also when it crashed and could not stop them itself
  if ((running > 0)); then kill -KILL -- "-$running" 2>/dev/null; fi
  running=0
}
trap 'end_group; exit 130' INT TERM

find_dotnet() {
  if ! command -v dotnet >/dev/null && [[ -x $HOME/.dotnet/dotnet ]]; then
    export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
  fi
  command -v dotnet >/dev/null ||
    stop "the .NET SDK is missing: install .NET SDK 10 (https://dot.net/download) and put 'dotnet' on the PATH"
  dotnet --version >"$results/sdk.log" 2>&1 ||
    stop "no .NET SDK fits global.json: $(tr '\n' ' ' <"$results/sdk.log")"
}

install_packages() { # WHAT PACKAGE...: Debian packages, or stop and say what is missing
  local what="missing: $1 (Debian packages ${*:2})" as_root=()
  shift
  command -v apt-get >/dev/null || stop "$what, and there is no apt-get here to install them with"
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || stop "$what; run as root: apt-get install $*"
    as_root=(sudo -n)
  fi
  # RUNLEVEL=1: do not start the system's own broker. The tests never talk to it, they start theirs.
  step install-peers "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 bash -c \
    'apt-get update -q && apt-get install -yq --no-install-recommends "$@"' bash "$@" || stop "$what; installing them failed"
}

install_mosquitto() {
  export PATH=$PATH:/usr/sbin:/sbin
  local program missing=()
  for program in mosquitto mosquitto_pub mosquitto_sub; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  if ((${#missing[@]} > 0)); then install_packages "${missing[*]}" mosquitto mosquitto-clients; fi
}

install_linker() { # what links native code
  if ! command -v gcc >/dev/null && ! command -v clang >/dev/null; then install_packages gcc gcc libc6-dev; fi
}

install_peers() { # the programs of others that the interop tests talk to
  local missing=() packages=() js=tests/Mqtt5Gen.Interop.Tests/MqttJs
  install_mosquitto
  # Debian's Python, whatever else is called python3 here: its package is what is tested.
  if ! /usr/bin/python3 -c 'import paho.mqtt.client' 2>/dev/null; then missing+=(paho-mqtt) packages+=(python3-paho-mqtt); fi
  if ! command -v node >/dev/null; then missing+=(node) packages+=(nodejs); fi
  if ! command -v npm >/dev/null; then missing+=(npm) packages+=(npm); fi
  if ((${#missing[@]} > 0)); then install_packages "${missing[*]}" "${packages[@]}"; fi

  if [[ ! $js/node_modules/.package-lock.json -nt $js/package-lock.json ]]; then
    step install-mqttjs npm ci --prefix "$js" --no-audit --no-fund --ignore-scripts || stop "MQTT.js could not be installed: npm ci --prefix $js"
    touch "$js/node_modules/.package-lock.json"
  fi
}

find_projects() {
  local name
  projects=()
  for name in tests/*.Tests/; do
    name=$(basename "$name")
    [[ -f tests/$name/$name.csproj ]] || continue
    grep -qF "\\$name.csproj\"" Mqtt5Gen.sln || stop "$name is not in Mqtt5Gen.sln"
    if [[ $name == *"$filter"* ]]; then projects+=("$name"); fi
  done
  ((${#projects[@]} > 0)) || stop "no test project has '$filter' in its name"
}

build() {
  local flags=(-c Release -v q -nodeReuse:false) targets=(Mqtt5Gen.sln) target
  if [[ -n $filter ]]; then targets=("${projects[@]/#/tests/}"); fi
  step restore dotnet restore Mqtt5Gen.sln -v q -nodeReuse:false || stop "restore"
  for target in "${targets[@]}"; do
    # NU1900: the audit data may be out of reach (see Directory.Build.props).
    step "build-$(basename "$target")" dotnet build "$target" "${flags[@]}" --no-restore -warnaserror -warnNotAsError:NU1900 ||
      stop "the build of $target"
  done
}

check_format() {
  # Release: the generated code comes from the generator that was just built; without it, types would be missing.
  step format env Configuration=Release dotnet format Mqtt5Gen.sln --verify-no-changes --no-restore && return
  say "FAILED: formatting; 'dotnet format Mqtt5Gen.sln' mends it"
  failed=$((failed + 1))
}

count() { # FILE NAME: an attribute of the assembly in xunit's report
  grep -o '<assembly [^>]*' "$1" | head -n 1 | sed -n 's/.* '"$2"'="\([0-9]*\)".*/\1/p'
}

run_project() {
  local name=$1 report=$results/$1.xml log=$results/$1.log started=$SECONDS code
  local dll=(tests/"$name"/bin/Release/*/"$name".dll)
  # timeout leads a process group of its own, so the group can be ended whatever became of the tests.
  timeout -k 5 "${TEST_TIMEOUT:-600}" dotnet exec "${dll[0]}" -noColor -noLogo -noAutoReporters -reporter quiet -result-xml "$report" >"$log" 2>&1 </dev/null &
  running=$!
  wait "$running"
  code=$?
  end_group

  local good=0 bad=0 left=0 errors=0 why=''
  if [[ -f $report ]]; then
    good=$(count "$report" passed) bad=$(count "$report" failed) left=$(count "$report" skipped) errors=$(count "$report" errors)
  fi
  good=${good:-0} bad=$((${bad:-0} + ${errors:-0})) left=${left:-0}
  if ((code == 124 || code == 137)); then
    why="did not end within ${TEST_TIMEOUT:-600} s"
  elif ((good + bad + left == 0)); then
    why="ran no test (exit code $code)"
  elif ((code != 0 && bad == 0)); then
    why="crashed (exit code $code)"
  fi
  if [[ -n $why ]]; then bad=$((bad + 1)); fi

  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  printf '%-34s %4d s  %5d passed %4d failed %4d skipped\n' "$name" $((SECONDS - started)) "$good" "$bad" "$left"
  if ((bad + left > 0)); then cat "$log"; fi
  if [[ -n $why ]]; then say "FAILED: $name $why"; fi
}

find_dotnet
find_projects
case " ${projects[*]} " in
  *Interop*) install_peers ;;
  *Conformance* | *Samples*) install_mosquitto ;;
esac
if [[ " ${projects[*]} " == *Samples* ]]; then install_linker; fi
build
if $format; then check_format; fi
for project in "${projects[@]}"; do run_project "$project"; done
finish
