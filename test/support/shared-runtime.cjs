const { AsyncLocalStorage } = require('node:async_hooks');
const { default: Runtime } = require('jest-runtime');

/** What jest-circus leaves on the global object for one file: its tests, who listens to them, and what was set for them. */
const ofOneFile = [
  'EVENT_HANDLERS',
  'JEST_STATE_SYMBOL',
  'LOG_ERRORS_BEFORE_RETRY',
  'RETRY_IMMEDIATELY',
  'RETRY_TIMES',
  'TEST_TIMEOUT_SYMBOL',
  'WAIT_BEFORE_RETRY',
];

/** Every storage in use: Node follows each through every promise that anybody makes, until it is told to stop. */
const followed = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...given) {
  followed.add(this);
  return run.apply(this, given);
};

/** What jest-circus and applications of one file left would make each promise of the next ones slower. */
function followNoMore() {
  for (const storage of followed) storage.disable();
  followed.clear();
}

let first;

/**
 * Keeps what a test file loaded for the next file of the same worker, as Node would: linking Nest, TypeORM and our own modules takes
 * longer than most files take to run. Only the file itself and jest's own modules are loaded for each.
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(...given) {
    const [, environment, , , , , testPath] = given;
    if (!environment.isShared) {
      super(...given);
      return;
    }
    if (first) return first.goOn(testPath);
    super(...given);
    this.isShared = true;
    first = this;
  }

  goOn(testPath) {
    this._testPath = testPath;
    this.testState.state = 'loading';
    this.registries.internalModuleRegistry.clear();
    this.jestGlobals.setEnvGlobalsOverride(undefined);
    this.jestGlobals.cachedEnvGlobals = undefined;
    return this;
  }

  teardown() {
    followNoMore();
    if (!this.isShared) return super.teardown();
    this.restoreAllMocks();
    this.testMainModule.reset();
    const { global } = this._environment;
    for (const symbol of Object.getOwnPropertySymbols(global)) {
      if (ofOneFile.includes(symbol.description)) delete global[symbol];
    }
    const loaded = this.registries.esModuleRegistry;
    for (const key of loaded.keys()) if (key.endsWith(this._testPath)) loaded.delete(key);
  }
};
