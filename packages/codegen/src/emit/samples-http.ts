import type { SampleRequest } from './samples-request.ts';
import { goRaw, jsValue, shText } from './samples-text.ts';

/** Writes a shell script around curl. */
export function curlSample(request: SampleRequest): string {
  const { method, target, baseUrl, keyHeader, body } = request;
  const options = [
    `--header "${keyHeader}: $THRIVESTACK_API_KEY"`,
    ...(body ? [`--header 'content-type: application/json'`, `--data ${shText(JSON.stringify(body, null, 2))}`] : []),
  ];
  return `#!/bin/sh
# ${request.title}: ${request.line}
# THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
set -eu
base="\${THRIVESTACK_BASE_URL:-${baseUrl}}"

curl --silent --show-error --fail-with-body --write-out '\\n' --request ${method} "$base${target}" \\
  ${options.join(' \\\n  ')}
`;
}

/** Writes a module for Node that uses the platform's fetch. */
export function fetchSample(request: SampleRequest): string {
  const { method, target, baseUrl, keyHeader, body } = request;
  const members = [
    ...(method === 'GET' ? [] : [`method: '${method}',`]),
    body
      ? `headers: { ${jsHeader(keyHeader)}: key, 'content-type': 'application/json' },`
      : `headers: { ${jsHeader(keyHeader)}: key },`,
    ...(body ? [`body: JSON.stringify(${jsValue({ ...body }, '  ')}),`] : []),
  ];
  return `// ${request.title}: ${request.line}
// Node 20 or newer. THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
const base = process.env.THRIVESTACK_BASE_URL ?? '${baseUrl}';
const key = process.env.THRIVESTACK_API_KEY ?? '';

const response = await fetch(\`\${base}${target}\`, {
  ${members.join('\n  ')}
});
const text = await response.text();
if (!response.ok) throw new Error(\`\${response.status} \${text}\`);
console.log(text);
`;
}

function jsHeader(name: string): string {
  return /^[a-z]+$/.test(name) ? name : `'${name}'`;
}

/** Writes a Go program that needs the standard library alone. */
export function goSample(request: SampleRequest): string {
  const { method, target, baseUrl, keyHeader, body } = request;
  const packages = ['fmt', 'io', 'log', 'net/http', 'os', ...(body ? ['strings'] : []), 'time'];
  const content = body ? `\nconst content = ${goRaw(JSON.stringify(body, null, 2))}\n` : '';
  const reader = body ? 'strings.NewReader(content)' : 'nil';
  const type = body ? '\n\trequest.Header.Set("content-type", "application/json")' : '';
  return `// ${request.title}: ${request.line}
// THRIVESTACK_API_KEY is your key; THRIVESTACK_BASE_URL stands for another address of the API.
package main

import (
${packages.map((name) => `\t"${name}"\n`).join('')})
${content}
func main() {
	base := os.Getenv("THRIVESTACK_BASE_URL")
	if base == "" {
		base = "${baseUrl}"
	}
	request, err := http.NewRequest("${method}", base+"${target}", ${reader})
	check(err)
	request.Header.Set("${keyHeader}", os.Getenv("THRIVESTACK_API_KEY"))${type}

	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Do(request)
	check(err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode >= 300 {
		log.Fatalf("%s %s", response.Status, answer)
	}
	fmt.Println(string(answer))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
`;
}
