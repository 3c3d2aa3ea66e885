import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig, type Plugin } from 'vite'

// The gateway speaks WebSocket alone: what engine.io has besides is not loaded by anybody's phone.
const webSocketOnly: Plugin = {
  name: 'websocket-only',
  load: (id, options) =>
    options?.ssr !== true && id.endsWith('/engine.io-client/build/esm/transports/index.js')
      ? "import { WS } from './websocket.js'\nexport const transports = { websocket: WS }"
      : undefined,
}

export default defineConfig({
  plugins: [
    webSocketOnly,
    sveltekit({
      adapter: adapter(),
      // The page without a network is shown under any address.
      paths: { relative: false },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute there is: Kit's own route announcer hides itself with it.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
})
