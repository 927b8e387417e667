export default function globalSetup() {
  process.env.TZ = 'UTC';
}
