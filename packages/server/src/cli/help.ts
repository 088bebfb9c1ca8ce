const root = `revenue-server: a self-hosted server for the ThriveStack Revenue API.
Unofficial; not affiliated with ThriveStack.

Usage:
  revenue-server serve            start the server
  revenue-server keys create      make an API key
  revenue-server keys list        show the keys, never the secrets
  revenue-server keys rotate ID   put a new key in the place of an old one
  revenue-server keys revoke ID   end a key at once
  revenue-server backup FILE      write a checked copy of the database, while it is in use
  revenue-server restore FILE     bring a copy back

  revenue-server COMMAND --help   flags of a command
  revenue-server --version

First steps:
  revenue-server keys create --tenant acme
  revenue-server serve
`;

const serve = `Starts the server. It stops on SIGTERM or SIGINT once every request is answered.

Usage:
  revenue-server serve [flags]

Flags (the variable stands for the flag when it is absent):
  --port N            port; 0 lets the system choose     REVENUE_PORT         8787
  --host HOST         address to listen on               REVENUE_HOST         127.0.0.1
  --data DIR          folder of the database             REVENUE_DATA         ./.data
  --rate-limit N/s    requests per second and key; off   REVENUE_RATE_LIMIT   100/s
  --trust-proxy NETS  proxies whose X-Forwarded-For is   REVENUE_TRUST_PROXY  none
                      believed: 10.0.0.0/8,::1
  --cors-origin URLS  origins whose pages may ask:       REVENUE_CORS_ORIGIN  none
                      https://app.example.com
  --log-level LEVEL   fatal, error, warn, info, debug,   REVENUE_LOG_LEVEL    info
                      trace or silent
  -h, --help

It logs JSON lines to stdout, never keys or bodies; "debug" adds a line for each request.
"GET /healthz" says that the process lives, "GET /readyz" that the database answers; neither
needs a key.
`;

const keys = `Makes, shows, exchanges and ends API keys. A running server sees every change at once.

Usage:
  revenue-server keys create --tenant NAME [flags]
  revenue-server keys list [flags]
  revenue-server keys rotate ID [flags]
  revenue-server keys revoke ID [flags]

"revenue-server keys create --help" and so on list the flags.
`;

const keysCreate = `Makes an API key and shows it once: only a SHA-256 of it is stored.

Usage:
  revenue-server keys create --tenant NAME [flags]

Flags (the variable stands for the flag when it is absent):
  --tenant NAME       whose data the key reaches         REVENUE_TENANT      required
  --env test|live     test keys never touch live data    REVENUE_ENV         test
  --scope SCOPE       may be given more than once        REVENUE_SCOPE       every scope
  --expires WHEN      90d, 2027-01-31T00:00:00Z, never                       never
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const keysList = `Shows the keys, oldest first: never the secrets.

Usage:
  revenue-server keys list [flags]

Flags (the variable stands for the flag when it is absent):
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              a JSON array for programs
  -h, --help
`;

const keysRotate = `Makes a key with the tenant, environment and scopes of an old one, and ends the old one.

Usage:
  revenue-server keys rotate ID [flags]

ID is the old key's id as "revenue-server keys list" shows it. With --grace the old key is good
for that long besides, so that programs can change over.

Flags (the variable stands for the flag when it is absent):
  --grace SPAN        how long the old key goes on: 24h, 30m                 0s: it ends at once
  --expires WHEN      end of the new key: 90d, 2027-01-31T00:00:00Z, never   never; required if
                                                                             the old one has an end
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const keysRevoke = `Ends a key at once, for a running server too. It cannot be undone.

Usage:
  revenue-server keys revoke ID [flags]

ID is the key's id as "revenue-server keys list" shows it.

Flags (the variable stands for the flag when it is absent):
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const backup = `Writes a copy of the database to FILE, while a server goes on writing.

Usage:
  revenue-server backup FILE [flags]

The copy is of one moment and has every write that was answered before the command began. It is
checked and on the disk when the command ends with 0. A file that is there is never overwritten.

Flags (the variable stands for the flag when it is absent):
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const restore = `Brings a copy that "revenue-server backup" made back into the data folder.

Usage:
  revenue-server restore FILE [flags]

Stop the server first. The copy is checked before anything is replaced; if the command is cut
off, the old data is still there. Keys are those of the copy: revoke again what you revoked since.

Flags (the variable stands for the flag when it is absent):
  --replace           overwrite the data that the folder has
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const topics = {
  root,
  serve,
  keys,
  'keys create': keysCreate,
  'keys list': keysList,
  'keys rotate': keysRotate,
  'keys revoke': keysRevoke,
  backup,
  restore,
} as const;

export type HelpTopic = keyof typeof topics;

/** Every command that has a `--help`. */
export const helpTopics = Object.keys(topics) as readonly HelpTopic[];

/** Returns the text of `--help` for a command. */
export function helpText(topic: HelpTopic): string {
  return topics[topic];
}
