// The floor of the measurements: Next.js with nothing of the product but its statement. Built and started by the bench.
import { resolve } from 'node:path'

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ['pg'],
  // The packages are those of the product, two folders up.
  outputFileTracingRoot: resolve(import.meta.dirname, '../../..'),
  turbopack: { root: resolve(import.meta.dirname, '../../..') },
}
