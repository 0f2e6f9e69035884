import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { net, protocol } from 'electron'
import { resolveInside } from './resolve-inside.ts'

/** The page's origin: a scheme of our own, so that no page of anybody else's and no file can be it. */
export const PAGE_ORIGIN = 'app://causerie'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf'
}

const POLICY = policy("'self'", "'self'")
/** Vite puts styles into the page as elements, and is asked for news over a socket of its own. */
const DEVELOPMENT_POLICY = policy("'self' 'unsafe-inline'", "'self' ws://127.0.0.1:*")

function policy(styles: string, connections: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connections}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'"
  ].join('; ')
}

/** Before the app is ready: makes `app:` a standard, secure scheme. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // `codeCache`: from the second start on the page's code is not compiled again.
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the page from `folder`, and nothing outside it. `devUrl`: from a development server instead. */
export function servePage(folder: string, devUrl: string | null): void {
  protocol.handle('app', (request) => {
    const url = new URL(request.url)
    if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return notFound()
    if (devUrl !== null) return proxy(devUrl + url.pathname + url.search)
    return serveFile(folder, url.pathname)
  })
}

async function proxy(url: string): Promise<Response> {
  const { body, status, headers } = await net.fetch(url)
  const type = headers.get('content-type') ?? 'text/javascript'
  return new Response(body, {
    status,
    headers: { 'content-type': type, 'content-security-policy': DEVELOPMENT_POLICY }
  })
}

async function serveFile(folder: string, pathname: string): Promise<Response> {
  const file = resolveInside(folder, pathname)
  const type = file && TYPES[extname(file)]
  if (!file || !type) return notFound()
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff'
    }
    return new Response(new Uint8Array(await readFile(file)), { headers })
  } catch {
    return notFound()
  }
}

function notFound(): Response {
  return new Response(null, { status: 404 })
}
