const stopWorld = async (): Promise<void> => {
  const stop = globalThis.stopTestWorld;
  globalThis.stopTestWorld = undefined;
  await stop?.();
};

export default stopWorld;
