const { TestEnvironment } = require('jest-environment-node');

let first;

/** Whether a file gets everything for itself: as jest has it, which takes seconds more for each file that starts the application. */
function isAlone({ globalConfig, projectConfig }, testPath) {
  const { alone = [] } = projectConfig.testEnvironmentOptions;
  const { collectCoverage, watch, watchAll } = globalConfig;
  return collectCoverage || watch || watchAll || alone.some((place) => testPath.includes(place));
}

/** One world for all files that a worker runs, so that shared-runtime.cjs need not load the application anew for each. */
module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    const alone = isAlone(config, context.testPath);
    if (!alone && first) return first;
    super(config, context);
    this.isShared = !alone;
    if (this.isShared) first = this;
  }

  async teardown() {
    if (!this.isShared) return super.teardown();
    // What was taken off the global object again, among it the tests of this file and all that they hold.
    this._globalProxy.leftovers = [];
  }
};
