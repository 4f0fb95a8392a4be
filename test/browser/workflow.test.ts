import type { Frame } from 'playwright-core';
import { getContract, listConnections, listContracts, type Admin } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

interface Half {
  readonly send: { readonly workflow: readonly { readonly to: string; readonly from?: string | null }[] };
  readonly receive: {
    readonly workflow: readonly {
      readonly signal: string;
      readonly from?: readonly string[];
      readonly via?: unknown;
    }[];
  };
}

let world: BrowserWorld;
let admin: Admin;
let contract: string;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  admin = adminAt(world.stage.world.addonUrl, world.acme);
  const connection = (await listConnections(admin))[0]?.id ?? '';
  contract = (await listContracts(admin, connection))[0]?.id ?? '';
});
afterAll(() => world?.close());

const halfNow = async (): Promise<Half> => (await getContract(admin, contract)).half as unknown as Half;

const pick = async (frame: Frame, label: string, words: string): Promise<void> => {
  const box = frame.getByRole('combobox', { name: label }).first();
  await box.click();
  await box.fill(words);
  await frame.getByRole('option', { name: words }).first().click();
};

it('a step is told from a certain status only, and moves an issue only where it is in one of some', async () => {
  const { page, frame, noise } = await world.openAdmin(world.acme);
  await frame.evaluate(`window.location.hash = "#/contracts/${contract}"`);
  const before = await halfNow();
  await frame.getByText('Only from a certain status').first().click();
  await pick(frame, 'Only when the issue comes from (optional)', 'Open');
  const more = frame.locator('summary', { hasText: 'Conditions, way and fields' }).first();
  if (!(await frame.getByRole('combobox', { name: 'Only when the issue is in (optional)' }).first().isVisible())) {
    await more.click();
  }
  for (const status of ['Open', 'In Progress']) await pick(frame, 'Only when the issue is in (optional)', status);
  await screenshot(page, 'workflow-conditions');
  expect(await axe(frame)).toEqual([]);
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
  const after = await halfNow();
  expect(after.send.workflow[0]).toEqual({ ...before.send.workflow[0], from: 'Open' });
  expect(after.receive.workflow[0]).toMatchObject({ from: ['Open', 'In Progress'] });
  await frame.getByRole('button', { name: 'Remove Open' }).first().click();
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
  expect((await halfNow()).receive.workflow[0]).toMatchObject({ from: ['In Progress'] });
  expect(noise).toEqual([]);
});
