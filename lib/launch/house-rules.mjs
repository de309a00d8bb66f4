/** Runs dependency-cruiser over the house (.dependency-cruiser.cjs); fails when it read nothing. */

import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** Fewer modules than this means that it could not read the sources. */
const FEWEST_MODULES = 50;

const require = createRequire(import.meta.url);
const config = require('../../.dependency-cruiser.cjs');
const roots = ['app', 'components', 'lib', 'prisma', 'proxy.ts'];

const { output } = await cruise(
  roots,
  {
    ...config.options,
    ruleSet: config,
    validate: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { totalCruised, violations } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const path = cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`;
  console.log(`${rule.severity} ${rule.name}: ${path}`);
}
console.log(`${totalCruised} modules, ${violations.length} violations`);
if (totalCruised < FEWEST_MODULES) {
  console.error('Too few modules were read: the rules were not checked.');
  process.exitCode = 1;
}
if (violations.some(({ rule }) => rule.severity === 'error')) process.exitCode = 1;
