const LOOK_MS = 500;

/**
 * Calls back once when the process that started this one is gone. npm runs a script below a shell, and that shell dies of
 * a SIGTERM to npm without passing it on: what it started would stay behind, with its port and its data folder.
 */
export const onParentGone = (callBack: () => void): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callBack();
  }, LOOK_MS).unref();
};
