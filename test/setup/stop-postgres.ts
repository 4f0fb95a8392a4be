const stopPostgres = async (): Promise<void> => {
  await globalThis.stopTestPostgres?.();
};

export default stopPostgres;
