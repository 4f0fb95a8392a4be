import type { Frame } from 'playwright-core';

export interface Ids {
  readonly connection: string;
  readonly contract: string;
}

/** Every admin page under a name: the place in the frame's own address. */
export const adminPlaces = ({ connection, contract }: Ids): Readonly<Record<string, string>> => ({
  overview: '',
  invite: 'invite',
  accept: 'accept',
  internal: 'internal',
  connection: `connections/${connection}`,
  users: `connections/${connection}/users`,
  'new-contract': `connections/${connection}/new-contract`,
  half: `contracts/${contract}`,
  preview: `contracts/${contract}/preview`,
  bulk: `contracts/${contract}/bulk`,
  versions: `contracts/${contract}/versions`,
  json: `contracts/${contract}/json`,
  activity: 'activity',
  problems: 'problems',
  conflicts: 'conflicts',
  templates: 'templates',
});

const idIn = async (frame: Frame, part: string): Promise<string> => {
  const href = await frame.locator(`a[href^="#/${part}/"]`).first().getAttribute('href');
  return href?.split('/')[2] ?? '';
};

/** The first connection of the overview and its first contract, as their links name them. */
export const firstIds = async (frame: Frame): Promise<Ids> => {
  const connection = await idIn(frame, 'connections');
  await frame.evaluate(`window.location.hash = "#/connections/${connection}"`);
  return { connection, contract: await idIn(frame, 'contracts') };
};
