import type { Site } from '../site';
import type { IssueEvent } from '../issues/events';
import { nextId } from '../store/state';
import type { DeliveryRecord, Flow } from '../store/records';
import { draftDeliveries } from './draft';
import { isRetried, send } from './send';

/** Jira sends at most so many at once to one host. */
const SLOTS: Readonly<Record<Flow, number>> = { Primary: 20, Secondary: 10 };
const MAX_RETRIES = 5;
const FAILED_KEPT_MS = 72 * 3_600_000;
const LOG_LENGTH = 2_000;

export interface SentLog {
  readonly identifier: string;
  readonly event: string;
  readonly issueId: string | null;
  readonly retry: number;
  readonly status: number | null;
  /** From sending to the answer. */
  readonly tookMs: number;
  readonly trace: string | null;
  readonly flow: Flow;
}

/** Webhooks on their way: made when something happens, kept until the add-on took them or five retries failed. */
export class Outbox {
  private site: Site | null = null;
  private readonly ready: Record<Flow, string[]> = { Primary: [], Secondary: [] };
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly inFlight = new Map<string, Flow>();
  private readonly sent: SentLog[] = [];
  private running = false;

  /** Begins to send, with what was left undelivered by the last run. */
  start(site: Site): void {
    this.site = site;
    this.running = true;
    for (const delivery of site.state.deliveries.all()) if (delivery.state === 'waiting') this.schedule(delivery);
    this.pump();
  }

  async stop(): Promise<void> {
    this.running = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    const deadline = Date.now() + 2_000;
    while (this.inFlight.size > 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 10));
  }

  announce(event: IssueEvent): void {
    const site = this.theSite();
    for (const draft of draftDeliveries(site, event))
      this.schedule(site.state.deliveries.put({ ...draft, id: nextId(site.state, 'delivery') }));
    this.pump();
  }

  /** Waiting, being sent, and when the next one is due. Failed ones do not count. */
  status(): { waiting: number; inFlight: number; nextDueAt: number | null } {
    const { deliveries } = this.theSite().state;
    const dueTimes = [...this.timers.keys()].flatMap((id) => deliveries.find(id)?.dueAt ?? []);
    return {
      waiting: this.ready.Primary.length + this.ready.Secondary.length + this.timers.size,
      inFlight: this.inFlight.size,
      nextDueAt: dueTimes.length === 0 ? null : Math.min(...dueTimes),
    };
  }

  log(): readonly SentLog[] {
    return this.sent;
  }

  failed(): DeliveryRecord[] {
    const site = this.theSite();
    const oldest = Date.now() - FAILED_KEPT_MS;
    return site.state.deliveries.all().filter((delivery) => delivery.state === 'failed' && delivery.dueAt >= oldest);
  }

  /** Makes everything that waits due now. */
  hurry(): void {
    const { deliveries } = this.theSite().state;
    for (const [id, timer] of this.timers) {
      clearTimeout(timer);
      const delivery = deliveries.find(id);
      if (delivery) this.ready[delivery.flow].push(id);
    }
    this.timers.clear();
    this.pump();
  }

  /** The add-on is gone: nothing more is sent to it. */
  forget(addonKey: string): void {
    const { deliveries } = this.theSite().state;
    for (const delivery of deliveries.all()) if (delivery.addonKey === addonKey) deliveries.remove(delivery.id);
  }

  private theSite(): Site {
    if (!this.site) throw new Error('The outbox has not been started.');
    return this.site;
  }

  private schedule(delivery: DeliveryRecord): void {
    const wait = delivery.dueAt - Date.now();
    if (wait <= 0) this.ready[delivery.flow].push(delivery.id);
    else if (this.running)
      this.timers.set(
        delivery.id,
        setTimeout(() => this.ripen(delivery), wait),
      );
  }

  private ripen(delivery: DeliveryRecord): void {
    this.timers.delete(delivery.id);
    this.ready[delivery.flow].push(delivery.id);
    this.pump();
  }

  private pump(): void {
    if (!this.running) return;
    for (const flow of ['Primary', 'Secondary'] as const) {
      while (this.busy(flow) < SLOTS[flow]) {
        const id = this.ready[flow].shift();
        if (id === undefined) break;
        const delivery = this.theSite().state.deliveries.find(id);
        if (delivery) void this.deliver(delivery);
      }
    }
  }

  private busy(flow: Flow): number {
    return [...this.inFlight.values()].filter((each) => each === flow).length;
  }

  private async deliver(delivery: DeliveryRecord): Promise<void> {
    const site = this.theSite();
    const installation = site.state.installations.find(delivery.addonKey);
    if (!installation) {
      site.state.deliveries.remove(delivery.id);
      return;
    }
    this.inFlight.set(delivery.id, delivery.flow);
    const started = performance.now();
    const status = await send(site, installation, delivery);
    const tookMs = performance.now() - started;
    this.inFlight.delete(delivery.id);
    this.note(delivery, status, tookMs);
    this.settle(site, delivery, status);
    this.pump();
  }

  private settle(site: Site, delivery: DeliveryRecord, status: number | null): void {
    const { deliveries } = site.state;
    if (!deliveries.find(delivery.id)) return;
    if (!isRetried(status)) deliveries.remove(delivery.id);
    else if (delivery.retry >= MAX_RETRIES) deliveries.put({ ...delivery, state: 'failed', dueAt: Date.now() });
    else {
      const wait = site.random.between(...site.settings.webhookRetryMs);
      this.schedule(deliveries.put({ ...delivery, retry: delivery.retry + 1, dueAt: Date.now() + wait }));
    }
  }

  private note(delivery: DeliveryRecord, status: number | null, tookMs: number): void {
    const { identifier, event, issueId, retry, trace, flow } = delivery;
    this.sent.push({ identifier, event, issueId, retry, status, tookMs, trace, flow });
    if (this.sent.length > LOG_LENGTH) this.sent.shift();
  }
}
