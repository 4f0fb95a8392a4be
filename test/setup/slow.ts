/** A browser, an add-on and three sites start before the first test, on a machine that may be busy with others. */
jest.setTimeout(180_000);
