// Who may import whom. The comment of each rule says why; lib/launch/house-rules.mjs runs it.
const TEST = '(\\.test\\.tsx?$|testing\\.ts$|/testing/|^lib/auth/matrix/|^lib/db/guards-)';
const GENERATED = '^lib/db/generated/';
const DOMAIN = '^lib/[^/]+/';
const REACT_NEXT_DB_AUTH =
  '(^|/)node_modules/(react|react-dom|next|next-auth|@prisma|prisma|pg|pg-copy-streams)(/|$)|^lib/(db|auth)/(?!roles\\.ts$|schema\\.ts$|rules\\.ts$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'lib-knows-no-pages',
      comment: 'The domains work without any page.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'components-do-not-read-or-write',
      comment:
        'A component gets DTOs and calls actions; reading and writing is the page’s and the action’s.',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST },
      to: {
        path: '^app/|^lib/[^/]+/(queries|commands|cli)\\.ts$|^lib/db/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-do-not-write',
      comment: 'Pages read; what they change goes through an action.',
      severity: 'error',
      from: { path: '^app/.*(page|layout)\\.tsx$' },
      to: { path: '^lib/[^/]+/commands\\.ts$|^lib/db/' },
    },
    {
      name: 'pure-places',
      comment:
        'Strings and numbers in, strings and numbers out: no framework, no database, no session.',
      severity: 'error',
      from: {
        path: '^lib/(text|agreement|result)/|^lib/[^/]+/(schema|rules)\\.ts$|^lib/[^/]+/(formats|rules)/',
        pathNot: TEST,
      },
      to: { path: REACT_NEXT_DB_AUTH, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'commands-are-behind-doors',
      comment: 'No domain calls another’s doors: commands call commands.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: `${TEST}|^lib/cli/|^lib/[^/]+/(cli|actions)\\.ts$` },
      to: { path: '^lib/[^/]+/(actions|cli)\\.ts$' },
    },
    {
      name: 'owner-connection-is-kept-away',
      comment: 'Migrations, backups and the launcher act as the owner; the pages never do.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^lib/(db/(migrate|embedded|main-server|schema-engine)|launch/)' },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'What only tests need does not reach the product.',
      severity: 'error',
      from: { pathNot: `${TEST}|^(e2e|bench)/|^lib/db/(test-server|diff)\\.ts$|^lib/launch/e2e` },
      to: { path: `${TEST}|^lib/db/test-server\\.ts$` },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
