export { removePattern as default } from './global-setup.mjs';
