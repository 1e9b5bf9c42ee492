#!/bin/bash
# The figures and charts of the documents are those of one run of the benchmark.
exec bash "$(dirname "$0")/../bench/document.sh" --check
