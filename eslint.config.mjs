import js from '@eslint/js'
import next from 'eslint-config-next'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Where React is: the rules of hooks and of the compiler are slow and find nothing elsewhere. */
const SCREENS = ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}']

export default defineConfig(
  globalIgnores([
    '**/.next/**',
    'prisma/generated/**',
    'test-results/**',
    'playwright-report/**',
    'coverage/**',
    'next-env.d.ts',
    '.data/**',
  ]),
  js.configs.recommended,
  tseslint.configs.recommended,
  { files: SCREENS, extends: [next] },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      eqeqeq: ['error', 'always'],
      'prefer-const': 'error',
    },
  },
  {
    files: SCREENS,
    rules: {
      // It fetches what lies behind every link that is seen; components/ui/link.tsx does not.
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'next/link', message: 'Use @/components/ui/link.' }] },
      ],
      // No compiler memoises for us, and react-hook-form's watch is what forms are built on.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/set-state-in-effect': 'off',
    },
  },
  // What only the types tell: a promise that nobody waits for, a status that a switch forgot.
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['**/*.d.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  // What nobody sees is exactly what these patterns look for.
  {
    files: ['lib/platform/text.ts'],
    rules: { 'no-control-regex': 'off', 'no-misleading-character-class': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
        module: 'readonly',
        WebAssembly: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
