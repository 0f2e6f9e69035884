import type { ProfileStep, ProfileStepName } from '../../src/shared/ipc/profile-report.ts'
import { table } from './schema-tables.ts'

/** What each step of the test does, in their order. */
const STEPS: Readonly<Record<ProfileStepName, string>> = {
  address: 'Asks the address for `/`. Any answer at all will do.',
  csrf: 'Gets the page of `csrf` and looks for its cookie. Only where the profile has that part.',
  signIn:
    'Sends name and password, and looks for a token or a new cookie. A pasted token is only looked at here: the next steps tell what it is worth. Not tried where nothing was typed.',
  me: 'Asks who is signed in. Only where the profile has that part.',
  socket:
    'Opens the WebSocket and waits for a frame, or for three seconds of silence: an open socket may still be closed again.',
  history: 'Asks for the newest messages, with the parameters that the app will use.'
}

/** These two are about Causerie servers only. */
type StepCode = Exclude<NonNullable<ProfileStep['code']>, 'not_causerie' | 'outdated'>

/** What each failure means, and what an administrator can do about it. */
const FAILURES: Readonly<Record<StepCode, readonly [meaning: string, remedy: string]>> = {
  unreachable: [
    'Nobody answers, or not within ten seconds.',
    'Check the port, the firewall and that the server runs. With `https`, check that it speaks TLS there.'
  ],
  no_network: ['This computer has no network.', 'Connect it.'],
  unknown_host: ['No computer has this name.', 'Check the spelling and the DNS.'],
  certificate_unknown: [
    'This computer does not trust who issued the certificate.',
    'Send the whole chain from the server. Of an authority of your own, install its certificate on the computers.'
  ],
  certificate_expired: ['The certificate has expired, or does not hold yet.', 'Renew it; check the clocks.'],
  certificate_name: [
    'The certificate is for another name.',
    'Use the name in the certificate as the address.'
  ],
  redirected: [
    'The server answers 301, 302 or the like; the app follows none of them, because one could lead a password elsewhere. 301 is often a missing slash at the end of the path, 302 a page that wants a sign-in.',
    'Write the path exactly as in `urls.py`, with its slash. Answer 401 instead of a redirect to requests that want JSON. Where `http` is led to `https`, use the `https` address.'
  ],
  host_refused: [
    '400 without JSON: Django does not go by the name in the address, and refuses whatever is sent to it.',
    'Put the host of the address into `ALLOWED_HOSTS`. Behind a proxy, let it pass `Host` on.'
  ],
  path_not_found: [
    '404 or 405: nothing there, or nothing that takes this method.',
    'Check the path in the profile.'
  ],
  server_failed: [
    '500 or above. A WebSocket at a path that the `URLRouter` does not know ends so too, and so does a POST without the slash while `DEBUG` is on.',
    'Check the path first, then the log of the server.'
  ],
  identity_refused: [
    '401 or 403 after the sign-in: this path does not take the token or the cookie.',
    'Check `authorization` (`Bearer` or `Token`) and the authentication classes of the view.'
  ],
  csrf_refused: [
    '403 to the sign-in itself.',
    'Add the part `csrf` to the profile; check its page and its names. Put the address into `CSRF_TRUSTED_ORIGINS`. Behind a proxy, set `SECURE_PROXY_SSL_HEADER`.'
  ],
  no_csrf_cookie: [
    'The page of `csrf` sets no cookie of that name.',
    'Name a page with a form in it, or one with `ensure_csrf_cookie`. `CSRF_USE_SESSIONS` leaves no cookie: it must be off.'
  ],
  wrong_credentials: [
    'User name or password is wrong, or the fields have other names.',
    'Try them in a browser. Check `signIn.username`, `signIn.password` and `signIn.encoding`.'
  ],
  rate_limited: ['The server answers 429.', 'Wait; or raise the limit of the view.'],
  no_token: [
    'The sign-in worked and there is no token where the profile says. A token is 1 to 8192 visible ASCII characters.',
    'The report names the fields of the answer: put the right one into `signIn.token`.'
  ],
  no_session_cookie: [
    'The sign-in worked and set no cookie.',
    'Check that `signIn.url` is the sign-in with sessions; otherwise the server gives tokens: use another `socket.identity`.'
  ],
  unexpected_answer: [
    'The answer is no JSON, is too long, or does not hold what it should.',
    'Look at the path in a browser. Compare the names with the table of names, and put yours into `fields`.'
  ],
  socket_refused: [
    '403 before the socket opens: the `Origin` is not allowed, or the server does not know who opens it.',
    'Put the host of the address into `ALLOWED_HOSTS`, or the allowed origin into `socket.origin`. If it is there, check `socket.identity` and `socket.query`.'
  ],
  socket_signed_out: [
    'The socket opened and was closed with 4401: the consumer does not know who opened it.',
    'Check `socket.identity` and `socket.query`, and the middleware that reads them.'
  ],
  socket_closed: [
    'The socket opened and was closed with another code. 1011 is an exception in the consumer.',
    'Read the log of the server; often the channel layer (Redis) cannot be reached.'
  ],
  was_causerie: [
    'This computer knows a Causerie server at this address, and takes nothing less for it.',
    'Choose another address, or bring the Causerie server back.'
  ]
}

const STEP_TITLES: Readonly<Record<ProfileStepName, string>> = {
  address: 'Server',
  csrf: 'Protection of the sign-in (CSRF)',
  signIn: 'Sign-in',
  me: 'Who is signed in',
  socket: 'Live connection (WebSocket)',
  history: 'Older messages'
}

export function stepTable(): string {
  const names = Object.keys(STEPS) as ProfileStepName[]
  return table(
    ['step', 'what it does'],
    names.map((name) => [STEP_TITLES[name], STEPS[name]])
  )
}

export function failureTable(): string {
  const rows = Object.values(FAILURES).map(([meaning, remedy]) => [meaning, remedy])
  return table(['what failed', 'what to do'], rows)
}
