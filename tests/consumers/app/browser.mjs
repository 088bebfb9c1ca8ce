// What a page may import, all of it: only what a bundle keeps of a package can hide something in it.
import * as core from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import * as observe from '@thrivestack-revenue/core/observe';
import * as proxy from '@thrivestack-revenue/core/proxy';
import * as testing from '@thrivestack-revenue/core/testing';
import * as validators from '@thrivestack-revenue/core/validators';
import * as engine from '@thrivestack-revenue/engine';
import * as mocks from '@thrivestack-revenue/msw';
import * as react from '@thrivestack-revenue/react';
import * as optimistic from '@thrivestack-revenue/react/optimistic';
import * as reactTesting from '@thrivestack-revenue/react/testing';

globalThis.everything = [
  core,
  functions,
  observe,
  proxy,
  testing,
  validators,
  engine,
  mocks,
  react,
  optimistic,
  reactTesting,
];
