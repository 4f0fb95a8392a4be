import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { listen, taking } from '../../setup/taking';

export interface KeyServer {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Answers by path; `status` 200 unless said. */
  readonly answers: Map<string, { readonly status?: number; readonly body: string }>;
  close(): Promise<void>;
}

export const startKeyServer = (): Promise<KeyServer> =>
  taking(async (held) => {
    const asked: string[] = [];
    const answers: KeyServer['answers'] = new Map();
    const server = createServer((req, res) => {
      const path = req.url ?? '';
      asked.push(path);
      const answer = answers.get(path);
      res.writeHead(answer ? (answer.status ?? 200) : 404).end(answer?.body ?? 'no such key');
    });
    await listen(held, server);
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      asked,
      answers,
      close: () => held.release(),
    };
  });

export interface RsaPair {
  readonly publicPem: string;
  readonly privatePem: string;
}

const pem = (key: KeyObject, type: 'spki' | 'pkcs8'): string => String(key.export({ format: 'pem', type }));

export const makeRsaPair = (): RsaPair => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { publicPem: pem(publicKey, 'spki'), privatePem: pem(privateKey, 'pkcs8') };
};
