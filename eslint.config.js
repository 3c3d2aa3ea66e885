import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
  message: 'Two casts silence every check: narrow the value, or parse it.',
}
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only; a framework that asks for a default one is listed in eslint.config.js.',
}
const everywhere = [doubleCast, defaultExport]

const emitting = ['name', 'value'].map((key) => ({
  selector: `CallExpression[callee.property.${key}="emit"]`,
  message: 'Only shell/tell.ts emits: what is told goes through the journal.',
}))
const clock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The clock is injected: take `now`.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The clock is injected: take `now`.' },
  {
    selector: 'MemberExpression[object.name=/^(Date|performance)$/][property.name="now"]',
    message: 'The clock is injected: take `now`.',
  },
  { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: 'The clock is injected.' },
]
const waiting = [
  { selector: ':function[async=true]', message: 'Rules are pure: whoever calls them has read before.' },
  { selector: 'AwaitExpression', message: 'Rules are pure: whoever calls them has read before.' },
]
const chance = {
  selector: 'MemberExpression[object.name="Math"][property.name="random"]',
  message: 'Ids and chance are injected.',
}
const noNode = ['process', 'Buffer', 'global', 'setImmediate', 'require'].map((name) => ({
  name,
  message: 'This floor runs in browsers, too.',
}))

const tests = ['**/*.test.ts', '**/*.test-d.ts', '**/{test,faults,journeys}/**/*.ts']

export default defineConfig(
  { ignores: ['**/build/', '**/.svelte-kit/', '.data/', '.cache/', 'screens/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...everywhere],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'object-shorthand': 'error',
      eqeqeq: 'error',
      // The compiler knows which names exist.
      'no-undef': 'off',
      // What people enter is searched for control characters on purpose.
      'no-control-regex': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A function that answers a promise may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Parts are objects of closures, and handed on piece by piece.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // The app owns its origin: no path stands before its own.
      'svelte/no-navigation-without-resolve': 'off',
      // Components are untyped to the linter's compiler; svelte-check types them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['packages/{protocol,domain,client,words}/src/**'],
    rules: { 'no-restricted-globals': ['error', ...noNode] },
  },
  {
    files: ['packages/{protocol,domain}/src/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...clock, ...waiting, chance] },
  },
  {
    files: ['apps/gateway/src/**'],
    ignores: ['apps/gateway/src/shell/tell.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...emitting] },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', doubleCast, defaultExport],
      // `expect.any` is untyped, and a wrong index fails the test anyhow.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['packages/{sandbox,bench}/**'], rules: { 'no-console': 'off' } },
  // Typed arrays in inner loops.
  { files: ['packages/bench/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  // Vite, Vitest, ESLint and dependency-cruiser read default exports.
  {
    files: ['**/*.config.{js,ts}', '.dependency-cruiser.js'],
    rules: { 'no-restricted-syntax': ['error', doubleCast] },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
)
