import jQuery from 'jquery';

/** What Atlassian's host library expects around it in Jira: AUI's jQuery and analytics. */
interface Surroundings {
  AJS: { readonly $: typeof jQuery };
  /** AMD; asked for analytics only. */
  require: (name: string) => unknown;
}

const nothing = (): void => undefined;

Object.assign(window, {
  AJS: { $: jQuery },
  require: () => ({ emitGasV3: nothing }),
} satisfies Surroundings);

let gates: object | undefined;

/** The library puts its client of feature gates here and then complains that nobody started it. No gate is open. */
Object.defineProperty(window, '__FEATUREGATES_JS__', {
  get: () => gates,
  set: (client: object) => {
    gates = Object.assign(client, { initializeCompleted: () => true, checkGate: () => false });
  },
});
