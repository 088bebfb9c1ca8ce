import { connection } from 'next/server';
import type { JSX } from 'react';
import { Different } from '../parts.tsx';

/** A page that is wrong on purpose: the tests must notice it. */
export default async function Page(): Promise<JSX.Element> {
  await connection();
  return <Different />;
}
