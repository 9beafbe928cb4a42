#!/bin/bash
# Starts the commands of a file in turn, each so often, and writes a line for each start: seconds and processor time (user and system) until
# /health/ready is 200, that time by kind of thread, resident memory after ten seconds or a minute of rest, and the processor time of that minute. Ten files are followed. Linux.
#
#   src/bench/start.sh ROUNDS FILE      each line of FILE: a name, a blank, a command; PORT stands for the port
#   printf 'jar java -jar target/logcast.jar --port PORT\ndistribution target/distribution/logcast-*/logcast --port PORT\n' > both
#   REST=60 src/bench/start.sh 5 both
set -u
rounds=$1 file=$2 port=${PORT:-23900} run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
for i in 0 1 2 3 4 5 6 7 8 9; do echo "line $i" >"$run/app$i.log"; done
export LOGCAST_SOURCES=app LOGCAST_SOURCE_APP_PATH="$run/{file}.log" LOGCAST_DATA_DIR=$run/data LOGCAST_ADDRESS=127.0.0.1
ticks() { awk '{sub(/.*\) /, ""); print $12 + $13}' "/proc/$1/stat" 2>/dev/null || echo 0; }
by_thread() {
  for task in "/proc/$1/task/"*; do
    echo "$(ticks "$1/task/${task##*/}") $(cat "$task/comm" 2>/dev/null)"
  done | awk '{t = $1; $1 = ""; k = /C2/ ? "C2" : /C1/ ? "C1" : /GC|Paral/ ? "GC" : "rest"; a[k] += t}
    END {for (k in a) printf "%s %.1f ", k, a[k] / 100}'
}
for ((round = 1; round <= rounds; round++)); do
  while read -r name command; do
    rm -rf "$run/data"
    load=$(cut -d' ' -f1 /proc/loadavg) begin=$(date +%s.%N)
    # shellcheck disable=SC2086
    ${command//PORT/$port} >"$run/$name.out" 2>&1 </dev/null &
    pid=$!
    until curl -sf -o "$run/answer" "http://127.0.0.1:$port/health/ready"; do
      kill -0 $pid 2>/dev/null || { cat "$run/$name.out"; exit 1; }
      sleep 0.05
    done
    seconds=$(echo "$(date +%s.%N) - $begin" | bc) cpu=$(ticks $pid) threads=$(by_thread $pid)
    sleep 10
    before=$(ticks $pid)
    sleep "${REST:-0}"
    memory=$(awk '/^VmRSS/ {print int($2 / 1024)}' /proc/$pid/status) rest=
    [ "${REST:-0}" -gt 0 ] && rest=$(printf ', at rest %.2f %% of a core' "$(echo "($(ticks $pid) - $before) / $REST" | bc -l)")
    printf '%s: ready after %.1f s, %.1f s of a core (%s), %s MB%s; load %s\n' "$name" "$seconds" \
      "$(echo "$cpu / 100" | bc -l)" "$threads" "$memory" "$rest" "$load"
    kill $pid
    wait $pid 2>/dev/null
  done <"$file"
done
