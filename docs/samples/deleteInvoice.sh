#!/bin/sh
# Delete an invoice: DELETE /revenue/invoices
# THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
set -eu
base="${THRIVESTACK_BASE_URL:-https://api.app.thrivestack.ai}"

curl --silent --show-error --fail-with-body --write-out '\n' --request DELETE "$base/revenue/invoices" \
  --header "x-api-key: $THRIVESTACK_API_KEY" \
  --header 'content-type: application/json' \
  --data '{
  "invoice_id": "inv_123"
}'
