import { generate } from 'selfsigned';

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority extends KeyAndCertificate {
  /** A server on loopback, known by this address only. */
  issue(names?: Names): Promise<KeyAndCertificate>;
}

export interface Names {
  readonly commonName: string;
  readonly ip?: string;
}

const SHARED = { keyType: 'ec', algorithm: 'sha256' } as const;

const subject = (value: string) => [{ name: 'commonName', value }];

/** A certificate authority of one test, made anew: nothing that runs out lies in the repository. */
export const makeAuthority = async (name: string): Promise<Authority> => {
  const made = await generate(subject(name), {
    ...SHARED,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: made.private, cert: made.cert };
  const issue = async ({ commonName, ip }: Names = { commonName: 'server', ip: '127.0.0.1' }) => {
    const issued = await generate(subject(commonName), {
      ...SHARED,
      ca,
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        ...(ip === undefined ? [] : [{ name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip }] }]),
      ],
    });
    return { key: issued.private, cert: issued.cert };
  };
  return { ...ca, issue };
};
