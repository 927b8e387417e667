#!/bin/sh
# Verifies this dossier with sha256sum and openssl (3.0 or later). Run it where it lies, or name the folder:
#   sh verify.sh [FOLDER]
# Exit code: 0 everything is as it was signed, 1 it is not, 2 it could not be checked.
LC_ALL=C
export LC_ALL
cd "${1:-$(dirname "$0")}" || exit 2
for tool in sha256sum openssl; do
  command -v "$tool" >/dev/null 2>&1 || { echo "This needs $tool. With Node instead: node verify.mjs" >&2; exit 2; }
done

failed=0
wrong() {
  echo "NOT AS IT WAS SIGNED: $1" >&2
  failed=1
}

openssl pkeyutl -verify -pubin -inkey signer.pem -rawin \
  -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig >/dev/null 2>&1 ||
  wrong 'the signature over tagmanifest-sha256.txt does not fit signer.pem'
sha256sum -c tagmanifest-sha256.txt >/dev/null 2>&1 || wrong 'a file beside data/ was changed, or is missing'
sha256sum -c manifest-sha256.txt >/dev/null 2>&1 || {
  wrong 'a file in data/ was changed, or is missing:'
  sha256sum -c manifest-sha256.txt 2>/dev/null | grep -v ': OK$' >&2
}

# Nothing may lie here that is not listed.
listed=$(sed 's/^[0-9a-f]*  //' manifest-sha256.txt tagmanifest-sha256.txt; echo tagmanifest-sha256.txt; echo tagmanifest-sha256.txt.sig)
find . ! -type d | sed 's|^\./||' | while IFS= read -r file; do
  printf '%s\n' "$listed" | grep -Fqx -- "$file" || echo "$file"
done | {
  added=$(cat)
  [ -z "$added" ] || { echo "NOT AS IT WAS SIGNED: these files were added: $added" >&2; exit 1; }
} || failed=1

if [ "$failed" = 0 ]; then
  echo "Everything here is as it was signed with the key"
  echo "  $(openssl pkey -pubin -in signer.pem -outform DER | sha256sum | cut -d ' ' -f 1)"
  echo "Compare it with the fingerprint that the sender told you on another way."
fi
exit "$failed"
