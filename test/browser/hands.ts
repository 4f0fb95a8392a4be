import type { Frame, Locator, Page } from 'playwright-core';
import { until } from '../../playground/client/wait';

/** What a person does on any page: find a button by its words, answer a dialog, choose from a list. */

export const button = (within: Frame | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });

export const link = (within: Frame | Locator, name: string | RegExp): Locator =>
  within.getByRole('link', { name, exact: typeof name === 'string' }).first();

export const dialog = (frame: Frame): Locator => frame.getByRole('dialog');

export const heading = (frame: Frame, name: string | RegExp): Locator => frame.getByRole('heading', { name });

/** Types into the box and takes the first that is offered. */
export const pick = async (within: Frame | Locator, label: string, words: string): Promise<void> => {
  const box = within.getByRole('combobox', { name: label }).first();
  await box.click();
  await box.fill(words);
  await within.getByRole('option').filter({ hasText: words }).first().click();
};

/** Opens a dialog and clicks twice on the button that does it, as impatient people do. */
export const sayYesTwice = async (frame: Frame, name: string): Promise<void> => {
  await button(dialog(frame), name).dblclick();
  await dialog(frame).waitFor({ state: 'detached' });
};

/** Goes to a place inside the add-on's page, as a link in it would. */
export const goTo = async (frame: Frame, place: string): Promise<void> => {
  await frame.evaluate(`window.location.hash = ${JSON.stringify(`#/${place}`)}`);
  await frame.locator('.loading').waitFor({ state: 'detached' });
};

/** Titles of the notices in Jira's corner so far. */
export const flagsOn = (page: Page): Promise<readonly string[]> => page.locator('.flags .flag strong').allInnerTexts();

/** Asks until it is so. */
export const itBecomes = (what: string, ask: () => Promise<boolean>): Promise<true> =>
  until(async () => ((await ask()) ? true : null), { limitMs: 60_000, everyMs: 200, what });
