// Who may import whom (ARCHITECTURE.md, "Direction").
const { readdirSync } = require('node:fs')
const { join } = require('node:path')

// One level (lib/advance-reports/x.ts) or one sub-concern (lib/recusals/requests/x.ts) or two (…/deciding/x.ts).
const file = (names) => [
  `^lib/[^/]+/(${names})\\.ts$`,
  `^lib/[^/]+/[^/]+/(${names})\\.ts$`,
  `^lib/[^/]+/[^/]+/[^/]+/(${names})\\.ts$`,
]
const OWN_NAME = ['^lib/(?<own>[^/]+)/\\k<own>\\.ts$']
const PURE = [
  ...file('schema|types|workflow|policy|labels'),
  '^lib/[^/]+/rules/',
  '^lib/[^/]+/[^/]+/rules/',
  ...OWN_NAME,
]
/** Parts of the platform without a server behind them. */
const PURE_PLATFORM =
  '^lib/platform/(result|format|dates|date-fields|field-problems|text|csv|search-terms|clock|compile-message)\\.ts$'

/** Modules by stratum, lowest first; a module may look down and at its own. */
const STRATA = [
  ['platform'],
  ['audit', 'calendar', 'rulebook'],
  ['organs'],
  ['identity'],
  ['enterprises', 'cases', 'filing'],
  ['attachments', 'advance-reports', 'recusals', 'matters'],
  [
    'review',
    'records',
    'searches',
    'desk',
    'documents',
    'notifications',
    'exports',
    'imports',
    'operations',
    'statistics',
    'search',
    'tours',
  ],
  ['api'],
]
/** Which module of a stratum may look at which beside it; the list may only shrink. */
const BESIDE = {
  // A report that turns out to be a conflict becomes a recusal request.
  'advance-reports': ['recusals'],
  // A file that comes with an application is looked at like every other, and may become an attachment of the case.
  recusals: ['attachments'],
  // An export is a search of the records, with the words of the review desk.
  exports: ['records', 'review', 'searches'],
  // What is saved is a search of the one or the other.
  searches: ['records', 'review'],
  // Every number is a search of the records.
  statistics: ['records', 'review'],
  // The palette asks as the search of the records does.
  search: ['records'],
  // Their administrators' commands are written to the log as every other.
  calendar: ['audit'],
  rulebook: ['audit'],
}
/** Tests and what they share drive whole stories through every module. */
const TESTS = ['\\.test\\.ts$', '/testing\\.ts$']
const homeless = readdirSync(join(__dirname, 'lib')).filter((one) => !STRATA.flat().includes(one))
if (homeless.length > 0) throw new Error(`no stratum for lib/${homeless.join(', lib/')}`)

/** Edges upwards that are meant, each for one reason; the list may only shrink. */
const MEANT = [
  // Organs are edited by an actor; the actor's type is identity's.
  { from: '^lib/(organs|calendar|rulebook|audit)/', to: '^lib/identity/' },
]
const looksDown = STRATA.slice(0, -1).map((modules, level) => ({
  name: `stratum-${level}-looks-down`,
  severity: 'error',
  from: { path: `^lib/(${modules.join('|')})/`, pathNot: TESTS },
  to: {
    path: `^lib/(${STRATA.slice(level + 1)
      .flat()
      .join('|')})/`,
    pathNot: [
      ...(modules.some((one) => ['organs', 'calendar', 'rulebook', 'audit'].includes(one))
        ? [MEANT[0].to]
        : []),
      'messages\\.(zh|en)\\.json$',
    ],
  },
}))
const looksBeside = STRATA.flatMap((modules) =>
  modules.map((one) => ({
    name: `${one}-looks-beside`,
    severity: 'error',
    from: { path: `^lib/${one}/`, pathNot: TESTS },
    to: {
      path: `^lib/(${modules.filter((other) => other !== one && !BESIDE[one]?.includes(other)).join('|') || '-'})/`,
      pathNot: 'messages\\.(zh|en)\\.json$',
    },
  })),
)

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { pathNot: '^(app|e2e)/' },
      to: { path: '^app/' },
    },
    { name: 'lib-is-headless', severity: 'error', from: { path: '^lib/' }, to: { path: '^components/' } },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^lib/', pathNot: '^lib/platform/format' },
    },
    {
      name: 'components-see-only-pure-files',
      severity: 'error',
      from: { path: '^components/', pathNot: ['^components/ui/', '\\.test\\.tsx?$'] },
      to: { path: '^lib/', pathNot: [...PURE, PURE_PLATFORM], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'db-only-in-queries-and-commands',
      severity: 'error',
      from: {
        pathNot: [
          ...file('queries|commands|writes|subscribers|testing'),
          '^lib/platform/',
          '^prisma/',
          '^scripts/',
          '^e2e/',
          '\\.test\\.ts$',
        ],
      },
      to: { path: '^lib/platform/db(-cursor)?\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: {
        path: PURE,
        pathNot: [
          '^lib/platform/',
          '\\.test\\.ts$',
          '^lib/(audit|records|exports|imports|documents|statistics|search)/[^/]+\\.ts$',
        ],
      },
      to: { path: '^lib/', pathNot: [...PURE, PURE_PLATFORM], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'modules-meet-at-the-door',
      severity: 'error',
      from: { path: '^lib/([^/]+)/', pathNot: ['^lib/platform/', ...TESTS] },
      to: {
        path: '^lib/',
        pathNot: [
          '^lib/$1/',
          '^lib/platform/',
          '^lib/[^/]+/rules/',
          '^lib/identity/define-action\\.ts$',
          ...file('queries|commands|writes|types|labels|schema|workflow|policy'),
          ...OWN_NAME,
        ],
      },
    },
    {
      name: 'pages-never-call-commands',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: file('commands') },
    },
    ...looksDown,
    ...looksBeside,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^prisma/generated' },
  },
}
