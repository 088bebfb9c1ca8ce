export type HelpTopic = 'root' | 'serve' | 'keys' | 'keys create' | 'keys list' | 'keys revoke';

const root = `revenue-server: a self-hosted server for the ThriveStack Revenue API.
Unofficial; not affiliated with ThriveStack.

Usage:
  revenue-server serve            start the server
  revenue-server keys create      make an API key
  revenue-server keys list        show the keys, never the secrets
  revenue-server keys revoke ID   end a key at once

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
  --port N            port; 0 lets the system choose     REVENUE_PORT        8787
  --host HOST         address to listen on               REVENUE_HOST        127.0.0.1
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --rate-limit N/s    requests per second and key; off   REVENUE_RATE_LIMIT  100/s
  --log-level LEVEL   fatal, error, warn, info, debug,   REVENUE_LOG_LEVEL   info
                      trace or silent
  -h, --help

It logs JSON lines to stdout, never keys or bodies. "GET /healthz" says that the process
lives, "GET /readyz" that the database answers; neither needs a key.
`;

const keys = `Makes, shows and ends API keys. A running server sees every change at once.

Usage:
  revenue-server keys create --tenant NAME [flags]
  revenue-server keys list [flags]
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

const keysRevoke = `Ends a key at once, for a running server too. It cannot be undone.

Usage:
  revenue-server keys revoke ID [flags]

ID is the key's id as "revenue-server keys list" shows it.

Flags (the variable stands for the flag when it is absent):
  --data DIR          folder of the database             REVENUE_DATA        ./.data
  --json              one JSON object for programs
  -h, --help
`;

const topics: Readonly<Record<HelpTopic, string>> = {
  root,
  serve,
  keys,
  'keys create': keysCreate,
  'keys list': keysList,
  'keys revoke': keysRevoke,
};

/** Returns the text of `--help` for a command. */
export function helpText(topic: HelpTopic): string {
  return topics[topic];
}
