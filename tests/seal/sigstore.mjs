// Verifies the Sigstore bundles on stdin, [{name, bundle, key}], each with its key; writes [{good, why}].
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(new URL('../package.json', import.meta.url));
const { bundleFromJSON } = require('@sigstore/bundle');
const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');

function verify({ bundle, key }) {
  const hint = bundle.verificationMaterial.publicKey.hint;
  const material = toTrustMaterial({ certificateAuthorities: [], timestampAuthorities: [], ctlogs: [], tlogs: [] },
    { [hint]: { rawBytes: Buffer.from(key, 'base64'), validFor: { start: new Date(0) } } });
  const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  verifier.verify(toSignedEntity(bundleFromJSON(bundle)));
}

const said = JSON.parse(readFileSync(0, 'utf8')).map((one) => {
  try {
    verify(one);
    return { good: true, why: '' };
  } catch (error) {
    return { good: false, why: `${error.code ?? error.name}: ${error.message}` };
  }
});
process.stdout.write(JSON.stringify(said));
