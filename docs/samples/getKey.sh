#!/bin/sh
# Describe the key that asks: GET /revenue/key
# THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
set -eu
base="${THRIVESTACK_BASE_URL:-http://127.0.0.1:8787}"

curl --silent --show-error --fail-with-body --write-out '\n' --request GET "$base/revenue/key" \
  --header "x-api-key: $THRIVESTACK_API_KEY"
