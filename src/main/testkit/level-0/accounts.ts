import { randomBytes } from 'node:crypto'
import type { Backend } from './backend.ts'
import { cookieOf } from './cookies.ts'
import { page, type Answer, type Asked, type View } from './view.ts'

const YEAR = 31_449_600
const TWO_WEEKS = 1_209_600

/** `LoginView` of django.contrib.auth, behind CsrfViewMiddleware. */
export const signInForm: View = (asked, backend) => {
  if (asked.method !== 'POST') return form(asked, backend, '')
  const problem = backend.switches.csrf ? csrfProblem(asked, backend) : null
  if (problem) return page(403, 'Forbidden', `CSRF verification failed. Request aborted. ${problem}`)
  const fields = formFields(asked)
  const person = backend.people.withPassword(fields.get('username') ?? '', fields.get('password') ?? '')
  // A form with errors is an answer like any other: 200, and the form again.
  if (!person) {
    const error = '<ul class="errorlist"><li>Please enter a correct username and password.</li></ul>'
    return form(asked, backend, error)
  }
  const session = setCookie(
    backend,
    `sessionid=${backend.people.sessionFor(person)}`,
    TWO_WEEKS,
    'HttpOnly; '
  )
  // `login()` rotates the CSRF token. LOGIN_REDIRECT_URL leads, unless it is set, to a page that nobody has written.
  const headers = {
    location: '/accounts/profile/',
    'set-cookie': [csrfCookie(backend, newCsrfToken()), session]
  }
  return { status: 302, headers }
}

/** The template tag `csrf_token` sets the cookie each time, anew or as the browser has it. */
function form(asked: Asked, backend: Backend, errors: string): Answer {
  const known = cookieOf(asked.headers.cookie, 'csrftoken')
  const token = known ?? newCsrfToken()
  const csrf = `<input type="hidden" name="csrfmiddlewaretoken" value="${token}">`
  const fields = '<input name="username"><input type="password" name="password"><input type="submit">'
  const { html = '' } = page(200, 'Log in', `${errors}<form method="post">${csrf}${fields}</form>`)
  return { status: 200, html, headers: { 'set-cookie': [csrfCookie(backend, token)] } }
}

/** In Django's order: the origin where there is one, else the referer over HTTPS, then the token. */
function csrfProblem(asked: Asked, { switches }: Backend): string | null {
  const { host = '', origin, referer, cookie } = asked.headers
  if (origin !== undefined) {
    if (origin !== `http://${host}`)
      return `Origin checking failed - ${origin} does not match any trusted origins.`
  } else if (switches.checksReferer) {
    if (referer === undefined) return 'Referer checking failed - no Referer.'
    if (!URL.canParse(referer) || new URL(referer).host !== host) {
      return `Referer checking failed - ${referer} does not match any trusted origins.`
    }
  }
  const known = cookieOf(cookie, 'csrftoken')
  if (known === null) return 'CSRF cookie not set.'
  const sent = formFields(asked).get('csrfmiddlewaretoken') || asked.headers['x-csrftoken']
  return sent === known ? null : 'CSRF token incorrect.'
}

/** `request.POST` is filled by forms alone. */
function formFields({ headers, body }: Asked): URLSearchParams {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  return new URLSearchParams(isForm ? body : '')
}

function csrfCookie(backend: Backend, token: string): string {
  return setCookie(backend, `csrftoken=${token}`, YEAR)
}

/** As Python's `http.cookies` writes it, with a comma in the date. */
function setCookie({ now }: Backend, pair: string, maxAge: number, flags = ''): string {
  const expires = new Date(now() + maxAge * 1000).toUTCString()
  return `${pair}; expires=${expires}; ${flags}Max-Age=${maxAge}; Path=/; SameSite=Lax`
}

/** As long as Django's; in the form Django masks it, and takes it unmasked too. */
function newCsrfToken(): string {
  return randomBytes(16).toString('hex')
}
