import { describe, expect, it } from 'vitest';
import { directiveFirst, placeDirectives, reachableFrom } from '../use-client.ts';

describe('the directive', () => {
  it.each([
    ['esm', '"use client";\nimport a from "./a.js";\n'],
    ['cjs', '"use strict";Object.defineProperty(exports, "__esModule", {value: true});"use client";\n\nvar a = 1;\n'],
    ['single quotes', "'use client'\nvar a = 1;\n"],
  ])('is put at the first byte (%s)', (_name, text) => {
    const result = directiveFirst('index.js', text);
    expect(result.startsWith("'use client';\n")).toBe(true);
    expect(result.match(/use client/g)).toHaveLength(1);
  });

  it('leaves the rest as it was', () => {
    expect(directiveFirst('index.cjs', '"use strict";f();"use client";\ng();\n')).toBe(
      '\'use client\';\n"use strict";f();g();\n',
    );
  });

  it.each([
    ['none', 'var a = 1;'],
    ['two', '"use client";\n"use client";\n'],
  ])('has to be there once (%s)', (_name, text) => {
    expect(() => directiveFirst('index.js', text)).toThrow(/index\.js: expected 'use client' once/);
  });
});

describe('what is built', () => {
  const client = '"use client";\nexport { a } from "./chunk.js";\nvar C = createContext(null);\n';
  const good = {
    'index.js': client,
    'index.cjs': '"use strict";"use client";\nvar a = require(\'./chunk.cjs\');\n',
    'server.js': 'import {\n  a\n} from "./chunk.js";\nexport {\n  a\n};\n',
    'server.cjs': "var a = require('./chunk.cjs');\n",
    'chunk.js': 'var a = 1;\n',
    'chunk.cjs': 'var a = 1;\n',
  };
  const place = (files: Record<string, string>): Map<string, string> =>
    placeDirectives(new Map(Object.entries(files)), ['index'], ['server']);

  it('is changed in the client entries only', () => {
    expect([...place(good).keys()]).toEqual(['index.js', 'index.cjs']);
  });

  it.each([
    ['a chunk', 'chunk.js', '"use client";\nvar a = 1;\n', /chunk\.js: 'use client' belongs in entries only/],
    ['the server entry', 'server.cjs', '"use client";\nvar a = 1;\n', /server\.cjs: 'use client' belongs/],
    ['a context for the server', 'chunk.cjs', 'var C = _react.createContext.call(null);\n', /createContext is reached/],
    ['a missing chunk', 'server.js', 'import "./gone.js";\n', /gone\.js is imported/],
  ])('is refused with %s', (_name, file, text, message) => {
    expect(() => place({ ...good, [file]: text })).toThrow(message);
  });

  it('is followed through chunks of chunks', () => {
    const files = new Map([
      ['a.js', 'import { b } from "./b.js";'],
      ['b.js', 'export * from "./c.js"; import("./a.js");'],
      ['c.js', ''],
      ['d.js', ''],
    ]);
    expect([...reachableFrom('a.js', files)].sort()).toEqual(['a.js', 'b.js', 'c.js']);
  });
});
