# Runs the steps of `tests/run`. At the end it tells what failed, a line for each failure, and what took the time. To be sourced, with
# `tools` set.

logs=$tools/logs
failed=()
left_out=()
durations=()
mkdir -p "$logs"

# Puts into `spent` how many seconds of the processor all children have used that have ended.
spend() {
    # In a shell of its own, `times` would know of no children.
    times >"$tools/times"
    spent=$(awk 'NR == 2 { split($1, user, /[ms]/); split($2, kernel, /[ms]/)
        printf "%d", 60 * (user[1] + kernel[1]) + user[2] + kernel[2] }' "$tools/times")
}

# Runs a step and goes on, so that one run shows all that is wrong. A step that ends with 77 lacks something, which it says last: this is
# a failure in CI, and is told elsewhere.
step() {
    local name=$1 start=$SECONDS status=0 before tee out
    shift
    printf '\n== %s\n' "$name"
    spend
    before=$spent
    exec {out}> >(tee "$logs/$name")
    tee=$!
    "$@" >&"$out" 2>&1 {out}>&- || status=$?
    exec {out}>&-
    wait "$tee"
    spend
    durations+=("$(printf '%5d s  %5d s  %s' $((SECONDS - start)) $((spent - before)) "$name")")
    if ((status == 77)); then
        leave_out "$name ($(tail -n 1 "$logs/$name"))" "$name"
    elif ((status)); then
        failed+=("$name")
    fi
    return 0
}

# Notes what can't be tried here. With a second argument it is a failure in CI, where all that is wanted is there.
leave_out() {
    left_out+=("$1")
    if [[ $# == 2 && ${CI:-} == true ]]; then
        failed+=("$2")
        [[ -e $logs/$2 ]] || echo "$1" >"$logs/$2"
    fi
}

# Starts to install what a later step needs. It waits for the network most of the time, so it runs beside the compiler.
declare -A installing
begin() {
    "install_$1" >"$logs/install-$1" 2>&1 &
    installing[$1]=$!
}

# Waits for what `begin` started, and shows what it said if it failed. What can't be had here (77) is told by the step that needs it.
installed() {
    local status=0
    wait "${installing[$1]}" || status=$?
    unset "installing[$1]"
    ((status == 0)) || cat "$logs/install-$1"
    ((status == 77)) || return "$status"
}

# What failed in a step, a line each: tests by name, lints by place, or else the last line that the step said.
failures() {
    awk -v step="$1" '
        function tell(what) { told = 1; print "FAILED " step ": " what }
        function flush() { if (test) tell(test); test = "" }
        # Of Rust: a test, where it panicked, and what the compiler says.
        /^---- .* stdout ----$/ { flush(); test = substr($0, 6, length($0) - 17); next }
        /panicked at / && test { place = $0; sub(/.*panicked at /, "", place); sub(/:$/, "", place); tell(test ", at " place); test = "" }
        # That a program of tests failed is no fault of a place: its tests are told.
        /^error: (test failed|[0-9]+ targets? failed)/ { flush(); fault = ""; next }
        /^error(\[|:)/ { flush(); fault = $0 }
        /^ *--> / && fault { tell($2 ": " fault); fault = "" }
        /^Diff in / { tell($0) }
        # Of pytest and of the editors.
        /^(FAILED|ERROR) / { sub(/^[A-Z]+ /, ""); tell($0) }
        # Of Node and of tree-sitter.
        /^ *✖ .*\(/ || /^ *([0-9]+\. )?✗ / { sub(/^[^✖✗]*/, ""); tell($0) }
        NF { last = $0 }
        END { flush(); if (!told) tell(last) }' "$logs/$1"
}

# The slowest of the programs that a step of Cargo ran.
slowest() {
    [[ -e $logs/$1 ]] || return 0
    awk '/^ +Running |^ +Doc-tests / { name = $0; sub(/^ +(Running )?/, "", name); sub(/ \(.*\/deps\//, " of ", name); sub(/-[0-9a-f]+\)$/, "", name) }
        /; finished in / { sub(/s$/, "", $NF); printf "%8.1f s  %s\n", $NF, name }' "$logs/$1" | sort -rn | head -n 5
}

# Tells how it went; ends with 1 if something failed.
sum_up() {
    local name
    for name in "${!installing[@]}"; do
        step "$name" installed "$name"
    done
    printf '\nWhat took the time: by the clock, and of the processor. Where the clock has more, it waited; where the processor has more, both cores worked.\n'
    printf '%s\n' "${durations[@]}" | sort -rn
    printf 'The slowest programs of tests:\n'
    slowest tests
    for name in "${left_out[@]}"; do
        printf 'Left out: %s\n' "$name"
    done
    spend
    if ((${#failed[@]})); then
        printf 'FAILED after %d s, with %d s of the processor; what each step said is in %s\n' "$SECONDS" "$spent" "$logs"
        for name in "${failed[@]}"; do
            failures "$name"
        done
        return 1
    fi
    printf 'All tests passed in %d s, with %d s of the processor\n' "$SECONDS" "$spent"
}
