#!/usr/bin/env bash
# A dask cluster on this host, and a batch on it: local.sh WORKERS BATCH-ARGUMENTS...
#   local.sh 8 /data/sessions --to jbrowse2 --out /data/converted
set -euo pipefail

workers=$1
shift
folder=$(mktemp -d)
pids=()
stop() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2> /dev/null || true
  wait
  rm -rf "$folder"
}
trap stop EXIT

dask scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file "$folder/scheduler.json" 2> "$folder/scheduler.log" &
pids+=($!)
for _ in $(seq "$workers"); do
  dask worker --scheduler-file "$folder/scheduler.json" --nthreads 1 --no-dashboard --local-directory "$folder" 2> /dev/null &
  pids+=($!)
done
until [ -s "$folder/scheduler.json" ]; do
  kill -0 "${pids[0]}" || { cat "$folder/scheduler.log" >&2; exit 1; }
  sleep 0.2
done
address=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$folder/scheduler.json")
session-converter batch --dask "$address" "$@"
