import tseslint from 'typescript-eslint';

/** The rule of dependency: core <- sync <- {adapters, web} <- compose <- main; playground and src never meet. */
const ban = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
});
const outside = (name) => [[`**/${name}/**`, `**/${name}`], `This folder may not import ${name}.`];
const node = [['node:*', 'fs', 'http', 'https', 'net', 'path', 'os', 'child_process'], 'This folder does no I/O.'];
const packages = [
  [
    'express',
    'axios',
    'sequelize',
    'pg',
    'pino',
    'atlassian-*',
    'handlebars',
    'express-handlebars',
    'form-data',
    'umzug',
  ],
  'Name this package only in an adapter or in web.',
];
const pureGlobals = {
  'no-restricted-globals': ['error', 'process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time comes in as data.' },
    { object: 'Math', property: 'random', message: 'Ids come in as data.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as data.' },
    { selector: ':function[async=true]', message: 'core is synchronous.' },
    { selector: 'AwaitExpression', message: 'core is synchronous.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.data/**',
      'coverage/**',
      'playground/public/**',
      '*.mjs',
      '**/*.cjs',
      'views/built/**',
      'views/assets/**',
      'views/*.mjs',
      'tools/*.mjs',
      'packages/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      complexity: ['error', 14],
      'max-depth': ['error', 4],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...ban(
        outside('sync'),
        outside('adapters'),
        outside('web'),
        outside('playground'),
        outside('compose'),
        node,
        packages,
      ),
      ...pureGlobals,
    },
  },
  {
    files: ['src/sync/**/*.ts'],
    rules: ban(outside('adapters'), outside('web'), outside('playground'), outside('compose'), packages, [
      ['fs', 'http', 'https', 'net', 'node:fs', 'node:http', 'node:https', 'node:net'],
      'sync reaches the world through its ports.',
    ]),
  },
  { files: ['src/adapters/**/*.ts'], rules: ban(outside('web'), outside('playground'), outside('compose')) },
  { files: ['src/web/**/*.ts'], rules: ban(outside('adapters'), outside('playground'), outside('compose')) },
  { files: ['playground/**/*.ts'], rules: { ...ban(outside('src')), 'no-console': 'off' } },
  {
    files: ['views/**/*.{ts,tsx}'],
    rules: { ...ban(outside('src'), outside('playground'), node, packages), complexity: ['error', 20] },
  },
  { files: ['src/core/digest.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off', complexity: 'off' },
  },
);
