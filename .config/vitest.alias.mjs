import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** What the bundler of the pages resolves; the tests of pages and actions need the same. */
export const alias = {
  '@': root,
  'next-intl/config': `${root}/lib/i18n/request.ts`,
  // Pages are tested as the server runs them, by its condition "react-server".
  'next-intl/server': `${root}/node_modules/next-intl/dist/esm/production/server.react-server.js`,
};

/** Packages that import what stands above. */
export const inline = ['next-intl'];
