#!/bin/bash
# A million calls in one session; see test/t/memory_growth.sh.
export MEMORY_CALLS=${MEMORY_CALLS:-1000000}
exec bash "$(dirname "$0")/../t/memory_growth.sh"
