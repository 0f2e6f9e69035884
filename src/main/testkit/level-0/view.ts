import type { IncomingHttpHeaders } from 'node:http'
import type { Backend } from './backend.ts'

/** A request as a Django view sees it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly json?: unknown
  readonly html?: string
}

export type View = (asked: Asked, backend: Backend) => Answer | Promise<Answer>

/** One of the pages that Django has for what goes wrong. */
export function page(status: number, title: string, text: string): Answer {
  const head = `<head><title>${title}</title></head>`
  return {
    status,
    html: `<!doctype html><html lang="en">${head}<body><h1>${title}</h1><p>${text}</p></body></html>`
  }
}
