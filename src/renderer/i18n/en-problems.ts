import type { ProfileProblem } from '../../shared/ipc/profile-report.ts'
import type {
  AnnounceCode,
  ChangeCode,
  DeleteCode,
  OpenCode,
  SaveCode,
  SendCode,
  SignInCode
} from './codes.ts'

const signInProblems = {
  address_empty: 'Enter the address of the server.',
  address_malformed: 'This is not a server address. Example: causerie.example.org',
  address_not_secure: 'This address starts with http, so your password could be read on the way. Use https.',
  unreachable: 'The server is not answering. It may be off, or blocked by the network.',
  no_network: 'This computer has no network. Connect it, then try again.',
  unknown_host: 'No computer has this name. Check the spelling of the address.',
  certificate_unknown: 'This computer does not know who issued this server’s certificate. Ask its admin.',
  certificate_expired: 'This server’s certificate has expired. Ask its admin to renew it.',
  certificate_name: 'This server’s certificate is for another address. Check the spelling, or ask its admin.',
  outdated: 'This server speaks a newer language than this version of Causerie. Update Causerie to join it.',
  not_causerie: 'There is no Causerie server at this address. Check the spelling and the port.',
  wrong_credentials: 'Wrong user name or password.',
  wrong_code: 'This code is wrong or has already been used. The server shows it where it was started.',
  rate_limited: 'Too many tries. Wait a little, then try again.',
  bad_request: 'The server refused this input. A user name takes letters, digits and . _ @ + -',
  internal: 'Something failed inside. Try again, then tell the admin of the server.',
  disk: 'The account could not be saved on this computer. Check the free space on the disk.',
  newer:
    'Your copy was written by a newer Causerie. This version leaves it as it is: install the newer one to open it.',
  bad_params: 'This input was refused. Check every field.',
  redirected: 'The server answered with a redirect instead of signing you in.',
  host_refused: 'The server refuses to be called by this address. Check the spelling, or ask its admin.',
  path_not_found: 'The server has no sign-in at the path that its profile names.',
  server_failed: 'The server met an error of its own while signing you in.',
  identity_refused: 'You are signed in, but the server does not accept it.',
  csrf_refused: 'The server refused the sign-in, perhaps for want of a CSRF token.',
  no_csrf_cookie: 'The server did not set the CSRF cookie that the sign-in needs.',
  no_token: 'The sign-in worked, but brought no token.',
  no_session_cookie: 'The sign-in worked, but brought no session cookie.',
  unexpected_answer: 'The server answered something that does not fit its profile.',
  socket_refused: 'The sign-in worked, but the live connection did not.',
  socket_signed_out: 'The server closes the live connection: it does not know you there.',
  socket_closed: 'The server closes the live connection.',
  was_causerie:
    'This computer knows a Causerie server at this address, and takes nothing less for it. Ask its admin.',
  unknown: 'The server refused, for a reason this version does not know.'
} as const satisfies Record<SignInCode, string>

/** The same, to whoever tests a profile: what to look at in it. */
const stepProblems = {
  redirected:
    'The server answers with a redirect. Often the path in the profile lacks a slash at its end, or the page wants somebody who is signed in.',
  host_refused:
    'The server refuses every request that is sent to this address. Add its host to ALLOWED_HOSTS, or use the address that is there.',
  path_not_found: 'There is nothing at this path. Check it in the profile.',
  server_failed:
    'The server answers with an error of its own. Check the path in the profile, with the slash at its end. If it is right, the log of the server has the reason.',
  identity_refused:
    'The sign-in worked, but the server does not accept it here. Check how the profile carries the token or the cookie.',
  csrf_refused:
    'The server refused the sign-in itself, usually for want of a CSRF token. Check the CSRF part of the profile, and the origins that the server trusts.',
  no_csrf_cookie: 'This page sets no CSRF cookie of that name. Check the page and the name in the profile.',
  no_token:
    'The sign-in worked, but its answer holds no token where the profile says. Check the name of that field.',
  no_session_cookie: 'The sign-in worked, but set no session cookie. Perhaps this server signs in by token.',
  unexpected_answer:
    'The answer does not look as the profile says. Check the path, and the names of the fields.',
  socket_refused:
    'The server refused to open the live connection. Check its path, how the profile says who you are, and whether the server allows the origin (ALLOWED_HOSTS).',
  socket_signed_out:
    'The live connection opened, then the server closed it: it does not know you there. Check how the profile carries the token or the cookie to it.',
  socket_closed:
    'The live connection opened, then the server closed it. The log of the server has the reason.',
  was_causerie: 'This computer knows a Causerie server at this address. Ask its admin what has become of it.'
} as const satisfies Record<ProfileProblem, string>

const profileProblems = {
  unreadable: 'This file could not be read.',
  too_long: 'This file is too long for a profile.',
  not_json: 'This file is not a profile: it is not written in JSON.',
  not_profile: 'This file is not a profile.',
  unknown: 'This file could not be opened.'
} as const satisfies Record<OpenCode, string>

const sendProblems = {
  blank: 'Not sent: the message is empty. Edit it, or delete it.',
  too_long: 'Not sent: the message is too long for this server. Edit it to shorten it.',
  unknown_room: 'Not sent: you are no longer in this room. Ask its admin, then retry.',
  conflict:
    'Not sent: the server took it for a message that it already has. Edit it to send it as a new one.',
  bad_frame: 'Not sent: the server did not understand the app. Update Causerie, then retry.',
  unknown_type: 'Not sent: the server did not understand the app. Update Causerie, then retry.',
  not_stored: 'Not sent: the server did not keep this message. Retry in a moment.',
  refused: 'Not sent: the server refused this message. Edit it, or ask its admin.',
  unknown: 'Not sent: the server refused this message. Edit it, or ask its admin.'
} as const satisfies Record<SendCode, string>

const deleteProblems = {
  no_answer: 'The server did not answer. Everyone may still see the message.',
  offline: 'There is no connection. Everyone can still see the message.',
  signed_out: 'Your session has expired. Sign in again to delete it.',
  not_placed: 'The server does not hold this message yet.',
  refused: 'The server refused. Everyone can still see the message.',
  message_id_missing: 'The server did not see which message was meant. Everyone can still see it.',
  not_superuser: 'Your account does not have this permission.',
  message_not_found: 'The server did not find this message, or could not delete it.',
  already_deleted: 'This message was already deleted.',
  rate_limited: 'Too many requests. Wait a little, then try again.',
  busy: 'The server is busy. Everyone can still see the message.',
  internal: 'Something failed inside. Everyone can still see the message.',
  bad_frame: 'The server did not understand the app. One of them may be out of date.',
  unknown_type: 'This server cannot delete messages.',
  unknown: 'The server refused. Everyone can still see the message.'
} as const satisfies Record<DeleteCode, string>

const saveProblems = {
  blank: 'There is nothing to send yet.',
  too_long: 'The message is too long. Nothing was sent.',
  signed_out: 'Nobody is signed in any more. Your text is still here.',
  disk: 'The message could not be saved on this computer: the disk may be full. Your text is still here.',
  bad_params: 'The app refused this text. It is still here.',
  internal: 'The message could not be saved on this computer. Your text is still here.',
  unknown: 'The message could not be saved on this computer. Your text is still here.'
} as const satisfies Record<SaveCode, string>

const changeProblems = {
  not_changeable: 'It has left meanwhile, as it was. What you wrote here is kept: copy it, or cancel.',
  blank: 'A message needs some text. To send none, choose “Do not send” in its menu.',
  too_long: 'The message is too long. Shorten it.',
  signed_out: 'Nobody is signed in any more. Your text is still here.',
  disk: 'The change could not be saved on this computer: the disk may be full. Your text is still here.',
  bad_params: 'The app refused this text. It is still here.',
  internal: 'The change could not be saved on this computer. Your text is still here.',
  unknown: 'The change could not be saved on this computer. Your text is still here.'
} as const satisfies Record<ChangeCode, string>

const announceProblems = {
  blank: 'Write the text of the announcement first.',
  title_too_long: 'The title is too long. Shorten it.',
  too_long: 'The text is too long. Shorten it.',
  not_allowed: 'Not sent: your account may not send announcements.',
  conflict: 'It was sent the first time already, with the words it had then. Discard this one.',
  offline: 'Not sent: there is no connection.',
  no_answer: 'The server did not answer. Send it again: it will not be there twice.',
  signed_out: 'Not sent: your session has expired. Sign in again.',
  rate_limited: 'Not sent: too many requests. Wait a little, then try again.',
  busy: 'Not sent: the server is busy. Try again.',
  internal: 'Not sent: something failed inside. Try again.',
  bad_frame: 'Not sent: the server did not understand the app.',
  unknown_type: 'Not sent: this server does not take announcements.',
  bad_params: 'Not sent: the app refused this text.',
  unknown: 'Not sent: the server refused.'
} as const satisfies Record<AnnounceCode, string>

/** What there is to say of each code that can come, in English; each kind where it is shown. */
export const enProblems = {
  announceProblems,
  changeProblems,
  signInProblems,
  stepProblems,
  profileProblems,
  sendProblems,
  deleteProblems,
  saveProblems
} as const
