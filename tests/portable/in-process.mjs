// Printed by the runtimes that have a console, fetched from workerd: the built engine plays every case in itself.
import * as engine from '@thrivestack-revenue/engine';
import { files } from 'cases';
import { openApp, runCases } from './run-cases.mjs';

export const play = () => runCases(files, () => openApp(engine), 'http://localhost');
