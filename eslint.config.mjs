import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Every rule that the plugin has, as an error; its own presets leave some out and only warn of others.
const rules = Object.entries(reactHooks.rules)
  .filter(([, rule]) => !rule.meta.deprecated)
  .map(([name]) => [`react-hooks/${name}`, 'error']);

// Biome lints everything; ESLint runs for the rules of hooks and of the React Compiler only.
export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '**/.next/**'] },
  {
    files: ['packages/react/src/**/*.{ts,tsx}', 'apps/dashboard/**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'react-hooks': reactHooks },
    rules: Object.fromEntries(rules),
  },
];
