#!/bin/sh
# Ask Ace by DAISY about the EPUBs in build/: one line each, exit code 1 where one does not pass.
# Ace comes from npm into build/.ace; the browser is the system's (CHROMIUM=/path/to/chromium to name another).
set -eu
cd "$(dirname "$0")/.."
ace=1.4.6
home=build/.ace
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
command -v npm >/dev/null || { echo "make ace needs npm (Debian: apt install npm)" >&2; exit 2; }
[ -n "$browser" ] || { echo "make ace needs chromium (Debian: apt install chromium)" >&2; exit 2; }
if [ ! -x "$home/node_modules/.bin/ace-cli" ]; then
    mkdir -p "$home"
    npm install --prefix "$home" --ignore-scripts --no-audit --no-fund --loglevel=error "@daisy/ace-cli@$ace"
fi

# Chromium refuses to run as root with its sandbox, so root goes without.
start=$home/chromium
printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$browser" "$([ "$(id -u)" = 0 ] && echo --no-sandbox || true)" > "$start"
chmod +x "$start"
failed=0
for book in build/*/*.epub; do
    report=$home/report
    cp "$book" "$home/book.epub"        # Ace calls its own folders after the file
    for attempt in 1 2; do              # its browser does not always start at the first time of asking
        rm -rf "$report"
        PUPPETEER_EXECUTABLE_PATH=$PWD/$start "$home/node_modules/.bin/ace-cli" --force --silent --outdir "$report" \
            "$home/book.epub" >"$home/log" 2>&1 || true
        [ -f "$report/report.json" ] && break
    done
    if ! .venv/bin/python - "$report/report.json" "$book" <<'PY'
import json
import sys

path, book = sys.argv[1:]
try:
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
except OSError:
    sys.exit(f"{book}: Ace wrote no report")
outcome = report["earl:result"]["earl:outcome"]
print(f"{book}: {outcome}")
for page in report["assertions"]:
    for found in page["assertions"]:
        print(f"    {page['earl:testSubject']['url']}: {found['earl:result']['dct:description'].splitlines()[0]}")
sys.exit(outcome != "pass")
PY
    then failed=1; fi
done
exit $failed
