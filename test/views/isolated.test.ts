import { isolated } from '../../views/scripts/text/isolated';
import * as en from '../../views/scripts/text/en';

test('a name with a direction of its own is kept apart from the sentence that it stands in', () => {
  expect(isolated('Umbrella & Acme')).toBe('Umbrella & Acme');
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(en.connections.pauseTitle('\u202eemca')).toBe('Pause “\u2068\u202eemca\u2069”?');
  expect(en.connections.pauseTitle('Acme')).toBe('Pause “Acme”?');
  expect(en.panel.atPartner('\u202eemca')).toBe('at \u2068\u202eemca\u2069');
});
