/** Lets a bounded number of pieces of work run at once, first come first served. */
export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** `width` is asked anew each time, so that the gate narrows while a site is near its limit. */
export const createGate = (width: () => number): Gate => {
  const queue: (() => void)[] = [];
  let running = 0;

  const admit = (): void => {
    while (running < width() && queue.length > 0) {
      running += 1;
      queue.shift()?.();
    }
  };

  return {
    run: async (work) => {
      await new Promise<void>((enter) => {
        queue.push(enter);
        admit();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        admit();
      }
    },
  };
};
