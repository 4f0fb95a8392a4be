/** A Jira Cloud site that has the add-on installed. `id` is ours and is the tenant key everywhere. */
export interface Site {
  readonly id: string;
  readonly clientKey: string;
  readonly appKey: string;
  /** Base for REST calls, without a trailing slash. */
  readonly baseUrl: string;
  /** Base for links that people click: the base URL, or a domain of the customer that the site itself named. */
  readonly displayUrl: string;
  /** What the site calls itself (`serverTitle`), once it told us. */
  readonly title: string | null;
  readonly cloudId: string | null;
  /** Forge installation id, once there is one. */
  readonly installationId: string | null;
  /** Account ids that Accord had on this site, newest last. Never just one: an app account can change. */
  readonly ownAccountIds: readonly string[];
  readonly state: 'enabled' | 'disabled' | 'uninstalled';
  /** Set while the site refuses our calls or is over its quota: nothing is sent before. ISO. */
  readonly heldUntil: string | null;
  readonly heldReason: string | null;
}

export interface Installation {
  readonly clientKey: string;
  readonly appKey: string;
  readonly sharedSecret: string;
  readonly baseUrl: string;
  readonly displayUrl: string;
  readonly cloudId: string | null;
  readonly installationId: string | null;
  /** The whole signed payload less the secret, as the host sent it. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Sites {
  find(id: string): Promise<Site | null>;
  get(id: string): Promise<Site>;
  findByClientKey(clientKey: string): Promise<Site | null>;
  list(): Promise<readonly Site[]>;
  listSome(ids: readonly string[]): Promise<readonly Site[]>;
  /** New site, or the same with a new secret; the old secret stays valid for `overlapMs` for tokens in flight. */
  saveInstallation(installation: Installation, at: Date, overlapMs: number): Promise<Site>;
  /** Newest first; more than one only during the overlap after a re-install. Decrypted: never log. */
  secrets(id: string, at: Date): Promise<readonly string[]>;
  installationOf(clientKey: string): Promise<Installation | null>;
  setState(id: string, state: Site['state']): Promise<void>;
  addOwnAccount(id: string, accountId: string): Promise<void>;
  setCloudId(id: string, cloudId: string): Promise<void>;
  setTitle(id: string, title: string): Promise<void>;
  setDisplayUrl(id: string, displayUrl: string): Promise<void>;
  hold(id: string, until: Date | null, reason: string | null): Promise<void>;
}

/** A signed message that may be used once (lifecycle tokens). */
export interface UsedTokens {
  /** False when it was used before. */
  claim(fingerprint: string, expiresAt: Date): Promise<boolean>;
}
