/** Starts the product in this process on `folder`, without a port, and gives `work` the application. */
export async function withProduct(built, folder, work) {
  const { createAssay } = await built.load('src/assay.js');
  const { readConfig } = await built.load('src/platform/config/index.js');
  const config = readConfig({ ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'error' });
  const app = await createAssay(config);
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}
