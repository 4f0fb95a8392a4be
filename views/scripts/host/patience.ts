/** A call that was too much did nothing, so it is safe to send it again; a longer wait than this is told to the person. */
const LONGEST_WAIT_SECONDS = 5;
const TRIES = 3;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits as a 429 asks for and sends again, without a word: the page is slow for a moment. */
export const patiently = async (send: () => Promise<Response>, wait = sleep): Promise<Response> => {
  let response = await send();
  for (let attempt = 1; attempt < TRIES && response.status === 429; attempt += 1) {
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    if (!(seconds <= LONGEST_WAIT_SECONDS)) return response;
    // Those who were refused together do not come again together.
    await wait(seconds * 1000 + Math.random() * 500);
    response = await send();
  }
  return response;
};
