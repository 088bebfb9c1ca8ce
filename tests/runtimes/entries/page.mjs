import { load } from './bundled.mjs';
import { play } from './cases.mjs';

play(location.origin, load);
