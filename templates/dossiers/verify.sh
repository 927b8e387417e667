#!/bin/sh
# Verifies this dossier with sha256sum and openssl (3.0 or later). Run it where it lies, or name the folder:
#   sh verify.sh [FOLDER]
# Exit code: 0 everything is as it was signed, 1 it is not, 2 it could not be checked.
# Ends in a comment, so that it is understood where the ends of lines were converted.
if grep -q "$(printf '\r')" "$0" 2>/dev/null; then echo 'NOT AS IT WAS SIGNED: The line ends of its text files were converted on the way. Unpack the zip again, with nothing that converts them.' >&2; exit 1; fi #
LC_ALL=C
CDPATH=
export LC_ALL
cd -- "${1:-$(dirname -- "$0")}" || exit 2
for tool in sha256sum openssl; do
  command -v "$tool" >/dev/null 2>&1 || { echo "This needs $tool. With Node instead: node verify.mjs" >&2; exit 2; }
done
case $(openssl version) in
  'OpenSSL '[3-9]* | 'OpenSSL '[1-9][0-9]*) ;;
  *) echo "This needs OpenSSL 3.0 or later. With Node instead: node verify.mjs" >&2; exit 2 ;;
esac

failed=0
misformed=0
wrong() {
  echo "NOT AS IT WAS SIGNED: $1" >&2
  failed=1
}

for file in tagmanifest-sha256.txt tagmanifest-sha256.txt.sig manifest-sha256.txt signer.pem bagit.txt bag-info.txt; do
  [ -f "$file" ] || { echo "NOT AS IT WAS SIGNED: This is not a dossier, or not a whole one: $file is missing." >&2; exit 1; }
done

ends=$(grep -c "$(printf '\r')\$" tagmanifest-sha256.txt)
if [ "$ends" -gt 0 ] && [ "$ends" = "$(grep -c '' tagmanifest-sha256.txt)" ]; then
  echo 'NOT AS IT WAS SIGNED: The line ends of its text files were converted on the way. Unpack the zip again, with nothing that converts them.' >&2
  exit 1
fi

# A link leads elsewhere, and reading what is no file may never end.
if [ -n "$(find . ! -type d ! -type f | head -n 1)" ]; then
  echo "It could not be checked: there is a link in it, or what is no file at all." >&2
  exit 2
fi

grep -q '^-----BEGIN PUBLIC KEY-----$' signer.pem && [ "$(grep -c '' signer.pem)" = 3 ] &&
  openssl pkey -pubin -in signer.pem -noout -text 2>/dev/null | grep -qi '^ED25519' ||
  wrong 'signer.pem holds no Ed25519 public key'
openssl pkeyutl -verify -pubin -inkey signer.pem -rawin \
  -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig >/dev/null 2>&1 ||
  wrong 'the signature over tagmanifest-sha256.txt does not fit signer.pem'

# sha256sum would pass over lines of another form, and follow those that lead elsewhere.
misformed() {
  wrong "$1"
  misformed=1
}
name='[A-Za-z0-9._-][A-Za-z0-9._-]*'
for list in tagmanifest-sha256.txt manifest-sha256.txt; do
  if grep -v "^[0-9a-f]\{64\}  $name\(/$name\)*\$" "$list" | grep -q '' || grep -q '  \(.*/\)*\.\.\(/.*\)*$' "$list"; then
    misformed "$list has a line that is not a hash and a path"
  fi
  [ -z "$(sed 's/^[0-9a-f]*  //' "$list" | sort | uniq -d)" ] || misformed "$list lists a file twice"
  [ -z "$(tail -c 1 "$list" 2>/dev/null)" ] || misformed "$list breaks off"
done
grep -q '^[0-9a-f]*  manifest-sha256.txt$' tagmanifest-sha256.txt ||
  misformed 'tagmanifest-sha256.txt does not list manifest-sha256.txt'
if grep -v '^[0-9a-f]*  data/' manifest-sha256.txt | grep -q ''; then
  misformed 'manifest-sha256.txt lists what is not in data/'
fi
[ "$misformed" = 0 ] || exit 1

sha256sum -c tagmanifest-sha256.txt >/dev/null 2>&1 || wrong 'a file beside data/ was changed, or is missing'
sha256sum -c manifest-sha256.txt >/dev/null 2>&1 || {
  wrong 'a file in data/ was changed, or is missing:'
  sha256sum -c manifest-sha256.txt 2>/dev/null | grep -v ': OK$' >&2
}

# Nothing may lie here that is not listed. Names are shown without what could make a terminal show something else.
known='tagmanifest-sha256.txt
tagmanifest-sha256.txt.sig'
listed=$(sed 's/^[0-9a-f]*  //' manifest-sha256.txt tagmanifest-sha256.txt)
odd=$(find . ! -type d -path '*[!A-Za-z0-9._/-]*' -exec printf '%s\n' {} \; | tr -c 'A-Za-z0-9._/\n-' '?')
plain=$(find . ! -type d ! -path '*[!A-Za-z0-9._/-]*' | sed 's|^\./||')
# What is listed is counted twice, so that only what is there and not listed stands alone.
added=$(printf '%s\n' "$known" "$known" "$listed" "$listed" "$plain" | sort | uniq -u)
[ -z "$added$odd" ] || {
  wrong 'these files were added:'
  printf '%s\n' "$added" "$odd" | sed '/^$/d; s/^/  /' >&2
}

if [ "$failed" = 0 ]; then
  echo "Everything here is as it was signed with the key"
  echo "  $(openssl pkey -pubin -in signer.pem -outform DER | sha256sum | cut -d ' ' -f 1)"
  ! grep -q '"sha256"' data/withheld.json 2>/dev/null || echo "What was withheld is listed in data/withheld.json."
  echo "Compare it with the fingerprint that the sender told you by another route."
fi
exit "$failed"
