export { prepareDemo } from './demo.js';
export { SampleModule } from './sample.module.js';
export { SamplePortfolio } from './sample-portfolio.service.js';
