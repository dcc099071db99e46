/**
 * The boundaries that a machine keeps. Each rule's comment says what to do instead.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one file, or need a third that both read: move the shared part there. ' +
        'Types alone may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-a-leaf',
      comment:
        'shared/ holds the words both sides use. What needs a package or a side belongs to server/ or widget/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A rule takes facts and an instant and gives a decision. Read the store, the clock or a package in the ' +
        'command that calls it, and pass the value in.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { pathNot: '^(server/domain|shared)/' },
    },
    {
      name: 'only-the-store-knows-sql',
      comment: 'Ask the store for what you need: give it a function by its subject in server/store/.',
      severity: 'error',
      from: { path: '^(server|shared|widget|demo)/', pathNot: '^server/store/' },
      to: {
        path: ['node_modules/(@types/)?(better-sqlite3|pg|kysely)/', '^server/store/(sqlite|postgres)/'],
      },
    },
    {
      name: 'each-database-in-its-own-folder',
      comment:
        'Nothing but connection, search, locks and listening may know which database it is: put what differs behind ' +
        'server/store/engine.ts or server/store/neighbours.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/(sqlite|postgres)/' },
      to: { path: 'node_modules/(@types/)?(better-sqlite3|pg)/' },
    },
    {
      name: 'one-door-to-each-database',
      comment: 'server/store/open-store.ts chooses; all else is given what it has opened.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/(sqlite/|postgres/|open-store\\.ts$)' },
      to: { path: '^server/store/(sqlite|postgres)/' },
    },
    {
      name: 'databases-know-nothing-of-each-other',
      comment: 'What both need stands in server/store/.',
      severity: 'error',
      from: { path: '^server/store/(sqlite|postgres)/' },
      to: { path: '^server/store/(sqlite|postgres)/', pathNot: '^server/store/$1/' },
    },
    {
      name: 'commands-know-no-transport',
      comment:
        'A command returns a value or a refusal. HTTP, tRPC, cookies and headers stay in server/rpc and server/http.',
      severity: 'error',
      from: { path: '^server/commands/' },
      to: {
        path: ['^server/(http|rpc)/', 'node_modules/(hono|@hono|@trpc|better-auth|zod)/'],
        pathNot: '^server/rpc/view\\.ts$',
      },
    },
    {
      name: 'widget-takes-only-the-routers-type',
      comment:
        'The browser computes no rule: it shows what a view carries. In widget/client/ write ' +
        '`import type { AppRouter } …`; anything else both sides need belongs to shared/.',
      severity: 'error',
      from: { path: '^widget/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-place-names-the-routers-type',
      comment:
        'Only widget/client/ names the types of the server: import them from there. The shape of a clock and its ' +
        'ledger is the exception: both sides draw and word the same one.',
      severity: 'error',
      from: { path: '^widget/', pathNot: '^widget/client/' },
      to: { path: '^server/', pathNot: '^server/domain/sla/(ledger|due-clock)\\.ts$' },
    },
    {
      name: 'embed-never-reaches-console',
      comment:
        'What licensees download carries nothing of the staff page: move the shared part to widget/ui/.',
      severity: 'error',
      from: { path: '^widget/(embed|ui|client|wording)/' },
      to: { path: '^widget/console/' },
    },
    {
      name: 'console-never-reaches-embed',
      comment: 'The staff page is not built of the guest: move the shared part to widget/ui/.',
      severity: 'error',
      from: { path: '^widget/(console|ui|client|wording)/' },
      to: { path: '^widget/embed/' },
    },
    {
      name: 'parts-know-no-tickets',
      comment: 'widget/ui/ knows nothing of tickets or of the API: hand it what it shows.',
      severity: 'error',
      from: { path: '^widget/ui/' },
      to: { path: '^widget/client/' },
    },
    {
      name: 'schemas-stay-on-the-server',
      comment:
        'zod is 24 kB in a browser: use the limits in shared/ and the constraint validation of the browser itself.',
      severity: 'error',
      from: { path: '^(widget|shared)/' },
      to: { path: 'node_modules/(zod|better-auth|hono|kysely)/' },
    },
    {
      name: 'source-never-reaches-test',
      comment: 'What both the product and its proof need belongs to the product.',
      severity: 'error',
      from: { pathNot: '^(test/|[^/]+\\.config\\.[jt]s$)' },
      to: { path: '^test/' },
    },
    {
      name: 'demo-uses-the-built-widget',
      comment:
        'The demo is a stranger: it takes the widget by its address, as a licensee does. The server reaches it ' +
        'through one door.',
      severity: 'error',
      from: { path: '^demo/' },
      to: { path: '^(widget|server)/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'The file or package does not exist: mend the path, or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'After npm ci --omit=dev this would be missing: move the package to "dependencies".',
      severity: 'error',
      from: { path: '^(server|shared|widget|demo)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|demo/pages|(server/node|test/chromium)/node_modules)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
