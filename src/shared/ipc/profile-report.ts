export type NetworkProblem =
  /** Nobody answers there, or nothing gets there. */
  | 'unreachable'
  /** This computer has no network. */
  | 'no_network'
  /** No computer has this name. */
  | 'unknown_host'
  | 'certificate_unknown'
  | 'certificate_expired'
  | 'certificate_name'
  /** Something answers that is not a Causerie server. */
  | 'not_causerie'
  /** A Causerie server that speaks only later protocols. */
  | 'outdated'

/** What a server that is described by a profile can answer that does not fit the profile. */
export type ProfileProblem =
  /** A redirect: often a missing slash at the end of a path, or a page that wants a sign-in. */
  | 'redirected'
  /** 400 to anything at all: the server does not go by the name in the address. */
  | 'host_refused'
  /** 404: there is no such path. */
  | 'path_not_found'
  /** 500 and above: the server fell; a socket at a wrong path does so too. */
  | 'server_failed'
  /** 401 or 403 after the sign-in: the server does not take this identity there. */
  | 'identity_refused'
  /** 403 to the sign-in itself: usually CSRF. */
  | 'csrf_refused'
  /** The page that should set the CSRF cookie sets none. */
  | 'no_csrf_cookie'
  /** The sign-in worked and its answer holds no token where the profile says. */
  | 'no_token'
  /** The sign-in worked and set no cookie. */
  | 'no_session_cookie'
  /** The answer is no JSON, or not of the shape that the profile says. */
  | 'unexpected_answer'
  /** 403 before the socket opens: the `Origin` is not allowed there, or the identity is not accepted. */
  | 'socket_refused'
  /** The socket opened and was closed with 4401: signed in is somebody, but not here. */
  | 'socket_signed_out'
  /** The socket opened and was closed with another code. */
  | 'socket_closed'
  /** This computer knows this address as a Causerie server: nothing less is taken for it. */
  | 'was_causerie'

/** The steps of a profile, in the order in which they are tried. */
export type ProfileStepName = 'address' | 'csrf' | 'signIn' | 'me' | 'socket' | 'history'

export interface ProfileStep {
  readonly name: ProfileStepName
  /** absent: the profile has no such step. skipped: a step before it failed, or there is nothing to try it with. */
  readonly outcome: 'passed' | 'failed' | 'absent' | 'skipped'
  /** Why it failed. */
  readonly code: NetworkProblem | ProfileProblem | 'wrong_credentials' | 'rate_limited' | null
  /** What was asked and what came back, for an administrator: method, path, status, closing code. Without secrets. */
  readonly detail: string
}

export interface ProfileReport {
  readonly steps: readonly ProfileStep[]
}
