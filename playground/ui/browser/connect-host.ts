import './surroundings';
import host from 'atlassian-connect-js';

/** A frame and what it belongs to. */
export interface Extension {
  readonly addon_key: string;
  readonly key: string;
  readonly url: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Comes last to each method of a module, behind what the frame gave. */
export interface Reply {
  (...answer: readonly unknown[]): void;
  readonly _context: { readonly extension_id: string; readonly extension: Extension };
}

export type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;

interface Provider {
  getModuleRegistrationName(): string;
  isEnabled(): boolean;
  getProvider(): unknown;
}

/** What we use of Atlassian's host library; it brings no types. */
export interface ConnectHost {
  /** A jQuery object around the container of the new frame. */
  create(extension: Extension): { get(index: number): HTMLElement };
  defineModule(name: string, methods: Methods): void;
  broadcastEvent(type: string, target: { readonly addon_key: string; readonly key: string }, event: unknown): void;
  getFrameworkAdaptor(): { registerModule(provider: Provider): void };
}

export const connectHost = host as ConnectHost;

/** The library asks its page for itself. */
Object.assign(window, { connectHost });

/** A method whose frame gets a promise, or calls back with the answer alone. */
export function promising<T extends (...given: never[]) => Promise<unknown>>(method: T): T {
  return Object.assign(method, { returnsPromise: true });
}

/** Offers a part of Jira's own surface to the library, in place of AUI's. */
export function provide(name: string, provider: unknown): void {
  connectHost.getFrameworkAdaptor().registerModule({
    getModuleRegistrationName: () => name,
    isEnabled: () => true,
    getProvider: () => provider,
  });
}
