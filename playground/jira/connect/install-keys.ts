import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { AsymmetricAlgorithm, encodeAsymmetric } from 'atlassian-jwt';
import express from 'express';
import type { JsonObject } from '../json';
import { closeServer, listen } from '../http/listen';

/** Signs lifecycle calls, and serves the public key under `<url>/<kid>` as connect-install-keys.atlassian.com does. */
export interface InstallKeys {
  readonly url: string;
  readonly kid: string;
  sign(claims: JsonObject): string;
  stop(): Promise<void>;
}

export async function startInstallKeys(options: { port?: number; dataDir?: string } = {}): Promise<InstallKeys> {
  const privateKey = loadKey(options.dataDir ?? null);
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(pem).digest('hex').slice(0, 32);
  const app = express();
  app.disable('x-powered-by');
  app.get('/:kid', (req, res) => {
    if (req.params.kid === kid) res.type('application/x-pem-file').send(pem);
    else res.status(404).end();
  });
  const { server, url } = await listen(app, options.port ?? 0);
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    url,
    kid,
    sign: (claims) => encodeAsymmetric(claims, key, AsymmetricAlgorithm.RS256, { kid }),
    stop: () => stop(server),
  };
}

const stop = (server: Server): Promise<void> => closeServer(server);

/** A key that survives a restart, so that tokens signed before it can still be checked. */
function loadKey(dataDir: string | null): KeyObject {
  const path = dataDir === null ? null : join(dataDir, 'install-key.pem');
  if (path && existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (path && dataDir !== null) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${path}.next`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    renameSync(`${path}.next`, path);
  }
  return privateKey;
}
