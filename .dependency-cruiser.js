// The floors of ARCHITECTURE.md. A rule is named by what it forbids; `npm run floors` checks them all.

const test = '(\\.test(-d)?\\.ts$|/(test|faults|journeys)/)'
const floor1 = 'domain|client|words|world'
const junk = ['utils', 'helpers', 'common', 'misc', 'manager', 'service', 'dto', 'impl', 'data', 'info']
const database = '(^|/)node_modules/(mongoose|mongodb)/'

/** Packages of floor 1 and what each may import besides protocol. */
const own = { domain: [], client: ['idb', 'socket.io-client'], words: [], world: [] }

const floor1AlonesRules = Object.entries(own).map(([name, libraries]) => ({
  name: `${name}-imports-protocol-alone`,
  comment: `packages/${name} imports itself, protocol${libraries.map((library) => `, ${library}`).join('')}.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: test },
  to: {
    dependencyTypesNot: ['core'],
    pathNot: [
      `^packages/(${name}|protocol)/src/`,
      ...libraries.map((library) => `(^|/)node_modules/${library.replaceAll('.', '\\.')}/`),
    ],
  },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { pathNot: '^apps/web/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'protocol-imports-zod-alone',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: test },
      to: { pathNot: ['^packages/protocol/src/', '(^|/)node_modules/zod/'] },
    },
    ...floor1AlonesRules,
    {
      name: 'floors-0-and-1-without-node',
      comment: 'They run in browsers, too.',
      severity: 'error',
      from: { path: `^packages/(protocol|${floor1})/src/`, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'apps-never-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-stand-below-sandbox-and-bench',
      severity: 'error',
      from: { path: '^(apps/[^/]+|packages/(protocol|domain|client|words|world))/src/', pathNot: test },
      to: { path: '^packages/(sandbox|bench)/' },
    },
    {
      name: 'only-sandbox-and-bench-import-apps',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/(sandbox|bench)/', test] },
      to: { path: '^apps/' },
    },
    {
      name: 'sandbox-never-bench',
      severity: 'error',
      from: { path: '^packages/sandbox/', pathNot: test },
      to: { path: '^packages/bench/' },
    },
    {
      name: 'world-for-tests-sandbox-and-bench',
      comment: 'The demo Kita never reaches a production gateway or a browser.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: ['^packages/(world|sandbox|bench)/', test] },
      to: { path: '^packages/world/' },
    },
    {
      name: 'shell-imports-no-feature',
      comment: 'features.ts is the one list; a feature registers with the shell.',
      severity: 'error',
      from: { path: '^apps/gateway/src/shell/', pathNot: test },
      to: { path: '^apps/gateway/src/(features/|features\\.ts$)' },
    },
    {
      name: 'a-feature-imports-no-feature',
      comment: 'They meet through events and the shell.',
      severity: 'error',
      from: { path: '^apps/gateway/src/features/([^/]+)/', pathNot: test },
      to: { path: '^apps/gateway/src/(features/|features\\.ts$)', pathNot: '^apps/gateway/src/features/$1/' },
    },
    {
      name: 'stores-alone-touch-the-database',
      comment: 'store.ts and shell/database.ts; types may be named elsewhere.',
      severity: 'error',
      from: {
        path: '^(apps/[^/]+|packages/(protocol|domain|client|words|world))/src/',
        pathNot: ['/store\\.ts$', '^apps/gateway/src/shell/database\\.ts$', test],
      },
      to: { path: database, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-imports-no-test',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: test },
      to: { path: test, pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'one-index-per-package',
      severity: 'error',
      from: {},
      to: { path: '^(packages|apps)/[^/]+/src/.+/index\\.ts$' },
    },
    {
      name: 'no-junk-drawers',
      comment: 'A file bears the name of the one thing that it holds.',
      severity: 'error',
      from: {},
      to: { path: `/(${junk.join('|')})(\\.ts$|\\.svelte$|/)`, pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'nothing-undeclared',
      comment: 'A package imports what its own package.json declares; tools of the whole house stand in the root.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: test },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '(^|/)node_modules/vitest/' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^apps/web/(build|\\.svelte-kit)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.json'],
    },
  },
}
