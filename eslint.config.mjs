import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Biome lints everything; ESLint runs for the rules of hooks and of the React Compiler only.
export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '**/.next/**'] },
  {
    files: ['packages/react/src/**/*.{ts,tsx}', 'apps/dashboard/**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    ...reactHooks.configs.flat['recommended-latest'],
  },
];
