#!/bin/sh
# Create an invoice: POST /revenue/invoices
# THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
set -eu
base="${THRIVESTACK_BASE_URL:-https://api.app.thrivestack.ai}"

curl --silent --show-error --fail-with-body --write-out '\n' --request POST "$base/revenue/invoices" \
  --header "x-api-key: $THRIVESTACK_API_KEY" \
  --header 'content-type: application/json' \
  --data '{
  "invoice_id": "inv_123",
  "customer_id": "cust_123",
  "group_id": "group_123",
  "issue_date": "2024-01-15T00:00:00Z",
  "amount": 299.99,
  "currency": "USD",
  "due_date": "2024-02-15T00:00:00Z"
}'
