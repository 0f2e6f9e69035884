import type { IncomingMessage, RequestListener } from 'node:http'
import { signInForm } from './accounts.ts'
import { me, messageHistory, refreshToken, signIn } from './api.ts'
import type { Backend } from './backend.ts'
import { page, type Answer, type Asked, type View } from './view.ts'

/** Django's HTTP side. `asked` gets every request that came. */
export function httpListener(backend: Backend, asked: Asked[]): RequestListener {
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const question = await read(request)
    asked.push(question)
    return await route(question, backend)
  }
  return (request, response) => {
    const send = ({ status, headers = {}, json, html }: Answer): void => {
      response.statusCode = status
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      if (html !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
      else if (json !== undefined) {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(json))
      } else response.end()
    }
    // What a view raises is a page with 500.
    answer(request).then(send, () => send(page(500, 'Server Error (500)', '')))
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://here')
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString()
  }
}

function route(asked: Asked, backend: Backend): Answer | Promise<Answer> {
  // CommonMiddleware asks for the host before any view does.
  if (!backend.switches.knowsHost) return page(400, 'Bad Request (400)', '')
  const views = viewsOf(backend)
  const view = views.get(asked.path)
  if (view) return view(asked, backend)
  // CommonMiddleware, with APPEND_SLASH: only where the path with a slash is known.
  if (views.has(`${asked.path}/`)) {
    const query = asked.query.size > 0 ? `?${asked.query}` : ''
    return { status: 301, headers: { location: `${asked.path}/${query}` } }
  }
  return page(404, 'Not Found', 'The requested resource was not found on this server.')
}

function viewsOf({ switches }: Backend): ReadonlyMap<string, View> {
  const views = new Map<string, View>([
    ['/accounts/login/', signInForm],
    ['/api/login/', signIn],
    ['/api/token/refresh/', refreshToken]
  ])
  if (switches.me) views.set('/api/me/', me)
  if (switches.history) views.set('/api/chat/messages/', messageHistory)
  return views
}
