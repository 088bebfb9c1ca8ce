import { clock } from './clock/drill.ts';
import { crash } from './crash/drill.ts';
import { disk } from './disk/drill.ts';
import { duplicates } from './duplicates/drill.ts';
import { exactlyOnce } from './exactly-once/drill.ts';
import { fsync } from './fsync/drill.ts';
import { histories } from './histories/drill.ts';
import type { Drill } from './kit/drill.ts';
import { powerCut } from './power-cut/drill.ts';
import { proxy } from './proxy/drill.ts';
import { sigterm } from './sigterm/drill.ts';

/** Every drill, with the share of it that tests do. */
export const drills: readonly (readonly [Drill, number])[] = [
  [clock, 4],
  [crash, 6],
  [disk, 4],
  [duplicates, 1],
  [exactlyOnce, 400],
  [fsync, 150],
  [histories, 12],
  [powerCut, 3],
  [proxy, 400],
  [sigterm, 3],
];
