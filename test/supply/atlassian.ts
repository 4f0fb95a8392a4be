import { createServer, type Server } from 'node:https';
import { type AddressInfo } from 'node:net';
import { decodeSymmetric, SymmetricAlgorithm } from 'atlassian-jwt';
import { type KeyAndCertificate } from '../setup/certificates';

/** Atlassian by https: the server of install keys and a Jira site in one, as far as an installation and its pages ask. */
export interface Atlassian {
  readonly url: string;
  /** The secret that the site takes from the app at present. */
  secret: string;
  /** Paths asked for, in order, without their query. */
  readonly asked: string[];
  close(): Promise<void>;
}

const ANSWERS: Readonly<Record<string, object>> = {
  '/rest/api/3/myself': { accountId: 'app-account' },
  '/rest/api/3/permissions/check': { globalPermissions: ['ADMINISTER'], projectPermissions: [] },
};

const isSigned = (authorization: string | undefined, secret: string): boolean => {
  try {
    decodeSymmetric((authorization ?? '').replace(/^JWT /, ''), secret, SymmetricAlgorithm.HS256);
    return true;
  } catch {
    return false;
  }
};

export const startAtlassian = async (
  identity: KeyAndCertificate,
  keys: Readonly<Record<string, string>>,
  secret: string,
): Promise<Atlassian> => {
  const server: Server = createServer(identity, (req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'https://site.invalid');
    atlassian.asked.push(pathname);
    const key = keys[pathname];
    if (key !== undefined) return void res.end(key);
    if (!isSigned(req.headers.authorization, atlassian.secret)) return void res.writeHead(401).end();
    const answer = ANSWERS[pathname];
    res.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const atlassian: Atlassian = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return atlassian;
};
