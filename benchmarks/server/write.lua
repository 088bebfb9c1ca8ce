-- Sends writes, each of a new id with an Idempotency-Key of its own. Arguments: path, style, key.
-- "api" is our API; "plain" is a POST as a server without keys takes it; "get" reads the path.
local started = 0
function setup(thread)
  thread:set("thread", started)
  started = started + 1
end

function init(args)
  path, style, key = args[1], args[2], args[3] or ""
  local file = io.open("/dev/urandom", "rb")
  run = file:read(6):gsub(".", function(c) return string.format("%02x", string.byte(c)) end)
  file:close()
  sent = 0
  headers = { ["content-type"] = "application/json", ["x-api-key"] = key }
end

function request()
  if style == "get" then return wrk.format("GET", path) end
  sent = sent + 1
  local id = string.format("inv_%s_%d_%d", run, thread, sent)
  local body = string.format(
    '{"invoice_id":"%s","customer_id":"cust_%d","group_id":"group_%d","issue_date":"2026-%02d-%02dT00:00:00Z","due_date":"2027-01-%02dT00:00:00Z","amount":%d.%02d,"currency":"USD"}',
    id, (sent * 7919) % 1000, (sent * 104729) % 200, sent % 12 + 1, sent % 28 + 1, sent % 28 + 1, sent % 5000, sent % 100)
  headers["idempotency-key"] = id
  return wrk.format("POST", path, headers, body)
end

failed = 0
function response(status)
  if status < 200 or status > 299 then failed = failed + 1 end
end

local threads = {}
local keep = setup
function setup(thread)
  keep(thread)
  threads[#threads + 1] = thread
end

function done(summary, latency)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do bad = bad + thread:get("failed") end
  io.write(string.format('\nresult {"requests":%d,"seconds":%f,"p50Ms":%f,"p99Ms":%f,"maxMs":%f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, bad))
end
