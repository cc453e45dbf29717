#!/usr/bin/env -S node --max-semi-space-size=4
// Without that size Node sets aside 60 MB for what is needed only for a moment.
// Plain JavaScript on purpose: an old Node must be able to read this file in order to say what to do.
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `attache needs Node 24 and this is ${process.versions.node}: run it as \`npm start\` or \`npx attache\` in its folder, which bring Node 24 along.\n`,
  )
  process.exitCode = 1
} else if (import.meta.url.includes('/node_modules/')) {
  process.stderr.write(
    'attache runs from a clone or its image, not from node_modules: clone it and run `npm ci && npm start`.\n',
  )
  process.exitCode = 1
} else {
  // A name that is looked up in vain holds one of Node's few threads for many seconds: half of these may be held before others wait.
  // biome-ignore lint/style/noProcessEnv: Node takes it from nowhere else, and before anything is loaded.
  process.env['UV_THREADPOOL_SIZE'] ??= '64'
  // HTTP is parsed by WebAssembly. To optimise that makes nothing of ours faster, and leaves 15 MB behind that are never given back.
  v8.setFlagsFromString('--no-wasm-tier-up')
  v8.setFlagsFromString('--no-wasm-dynamic-tiering')
  // Halves the time to start. Where nothing can be written, nothing is kept, and that is all.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/attache', import.meta.url)))
  await import('./main.ts')
}
