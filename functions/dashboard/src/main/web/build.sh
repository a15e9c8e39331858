#!/bin/sh
# The page's build as Maven calls it: where there is no Node, the Java build goes on without a page.
if ! command -v node > /dev/null 2>&1; then
    echo "the page is left out: Node is not installed (20.19 or later builds it)"
    exit 0
fi
exec node "$(dirname "$0")/build.mjs" "$@"
