/** Ours without what would turn the programs to another server (`PGPORT`, `PGDATA`, ...). */
export const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))),
  LC_ALL: 'C',
});
