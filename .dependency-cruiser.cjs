/** The arrows. `npm run arrows` fails when one points the wrong way, or when it saw fewer modules than there are. */
const G = '^packages/gateway/src/'
const EDGES = G + '(dialects|engines|models|records|blobs|queue|media)/'
const TEST = '\\.test\\.ts$'
const LIBRARY = 'node_modules|^[a-z@][^/]*$|^node:'
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid('core-knows-nobody', 'core is types and pure functions', { path: G + 'core/', pathNot: TEST }, { path: '.', pathNot: [G + 'core/', '^node:stream$', '^stream$'] }),
    forbid('app-knows-core', 'use cases see ports, never what implements them', { path: G + 'app/', pathNot: TEST }, { path: '^packages/', pathNot: G + '(core|app|lib)/' }),
    forbid('server-knows-app-and-core', 'the server is handed its dialects', { path: G + 'server/', pathNot: TEST }, { path: '^packages/', pathNot: G + '(core|app|lib|server)/' }),
    forbid('edges-know-core', 'an edge implements a port; it never calls the app', { path: EDGES, pathNot: TEST }, { path: '^packages/gateway/', pathNot: [G + '(core|lib)/', G + '$1/'] }),
    forbid('siblings-are-strangers', 'dialects and engines share words in their wire/, nothing else', { path: G + '(dialects|engines|records|blobs|queue)/([^/]+)/', pathNot: TEST }, { path: G + '$1/', pathNot: [G + '$1/$2/', G + '(dialects|engines)/wire/'] }),
    forbid('rows-are-data', 'a model row imports its type and nothing else', { path: G + 'models/', pathNot: ['/index\\.ts$', TEST] }, { path: G, pathNot: G + '(core|models)/' }),
    forbid('only-compose-composes', 'edges are chosen in one place', { path: G, pathNot: [G + 'compose(\\.ts|/)', EDGES, TEST] }, { path: EDGES }),
    forbid('lib-is-a-leaf', 'lib has no words of ours', { path: G + 'lib/', pathNot: TEST }, { path: '^packages/', pathNot: G + 'lib/' }),
    forbid('no-cycles', 'not even between types', {}, { circular: true }),
    forbid('no-test-in-production', 'tests are not shipped', { path: '^packages/[^/]+/src/', pathNot: TEST }, { path: ['^packages/[^/]+/test/', TEST] }),
    forbid('sketch-stands-alone', 'Sketch knows nothing of the gateway', { path: '^packages/sketch/' }, { path: '^packages/(gateway|client|console)/' }),
    forbid('client-has-no-dependencies', 'it runs in browsers', { path: '^packages/client/src/', pathNot: TEST }, { path: '.', pathNot: '^packages/client/src/' }),
    forbid('console-talks-through-the-client', 'a page sees the wire and nothing behind it', { path: '^packages/console/src/' }, { path: '^packages/(gateway|sketch)/' }),
  ],
  required: [
    { name: 'blob-stores-keep-the-contract', severity: 'error', module: { path: G + 'blobs/.*\\.test\\.ts$' }, to: { path: 'test/contracts/blob-store\\.ts$' } },
    { name: 'records-keep-the-contract', severity: 'error', module: { path: G + 'records/.*records\\.test\\.ts$' }, to: { path: 'test/contracts/records\\.ts$' } },
    { name: 'engines-keep-the-contract', severity: 'error', module: { path: G + 'engines/.*-engine\\.test\\.ts$' }, to: { path: 'test/contracts/engine\\.ts$' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
  },
}
